package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The services of a Compose file that have a command which this machine can run. They run here and
 * not in their images; what that changes is noted, and so are services that are images only.
 */
final class ComposeReader {

    private static final Pattern NAME =
            Pattern.compile("(docker-)?compose(\\.[^/]+)?\\.ya?ml", Pattern.CASE_INSENSITIVE);

    private final Home home;
    private final Map<String, String> environment;
    private final FileSelection selection;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    ComposeReader(Home home, Map<String, String> environment, FileSelection selection) {
        this.home = home;
        this.environment = environment;
        this.selection = selection;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    ProjectDefinition read(Path file, Located root) throws IOException {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        List<ProcessSpec> specs = new ArrayList<>();
        if (root instanceof Located.Obj obj
                && obj.members().get("services") instanceof Located.Obj services) {
            Map<String, String> variables = new LinkedHashMap<>();
            Path dotEnv = folder.resolve(".env");
            if (Files.isRegularFile(dotEnv)) {
                variables.putAll(DotEnv.read(Files.readString(dotEnv), problems));
            }
            variables.putAll(environment);
            String namespace =
                    obj.members().get("name") instanceof Located.Scalar(String name, int _)
                            ? name
                            : String.valueOf(folder.getFileName());
            var place =
                    new ComposeService.Place(
                            home, folder, namespace, environment, new Interpolation(variables));
            for (Map.Entry<String, Located> entry : services.members().entrySet()) {
                service(entry, services.line(entry.getKey()), place).ifPresent(specs::add);
            }
            if (specs.isEmpty() && problems.isEmpty()) {
                problems.add(
                        new Problem(
                                services.line(),
                                "no service has a command that can be run on this machine."));
                problems.addAll(notes);
            }
        } else {
            problems.add(
                    new Problem(root.line(), "a Compose file must have an object \"services\"."));
        }
        return new ProjectDefinition(
                file, selection.choose(specs, problems), problems, List.of(), notes);
    }

    private Optional<ProcessSpec> service(
            Map.Entry<String, Located> entry, int line, ComposeService.Place place)
            throws IOException {
        if (entry.getValue() instanceof Located.Obj service) {
            try {
                return new ComposeService(entry.getKey(), service, place, problems, notes).read();
            } catch (InvalidPathException e) {
                problems.add(new Problem(line, "\"%s\" is no path.".formatted(e.getInput())));
                return Optional.empty();
            }
        }
        problems.add(
                new Problem(
                        line,
                        "the service \"%s\" must be an object, but it is %s."
                                .formatted(entry.getKey(), entry.getValue().kind())));
        return Optional.empty();
    }
}
