package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PM2's ecosystem file: {@code {"apps": [...]}}, a list of apps, or one app. */
final class EcosystemFile {

    /** Keys beside {@code apps}: PM2's deployment, and what names the schema of a JSON file. */
    private static final Set<String> OTHER_KEYS = Set.of("apps", "deploy", "$schema");

    private final Home home;
    private final Map<String, String> environment;
    private final FileSelection selection;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> environments = new LinkedHashSet<>();

    EcosystemFile(Home home, Map<String, String> environment, FileSelection selection) {
        this.home = home;
        this.environment = environment;
        this.selection = selection;
    }

    ProjectDefinition read(Path file, Located root) {
        List<ProcessSpec> specs = new ArrayList<>();
        AppReader.Place place =
                new AppReader.Place(
                        home,
                        environment,
                        Optional.ofNullable(file.getParent()).orElse(file),
                        selection.environment());
        for (Located app : apps(root)) {
            if (app instanceof Located.Obj obj) {
                AppReader reader = new AppReader(obj, place, problems);
                environments.addAll(reader.environments());
                reader.read().ifPresent(specs::add);
            } else {
                problems.add(
                        new Problem(
                                app.line(),
                                "an app must be an object, but this is " + app.kind() + "."));
            }
        }
        if (specs.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new Problem(
                            0,
                            "The file defines no app: it needs \"apps\": [ { \"script\": … } ]."));
        }
        checkEnvironment();
        List<ProcessSpec> chosen = selection.choose(specs, problems);
        return new ProjectDefinition(file, chosen, problems, List.copyOf(environments));
    }

    private void checkEnvironment() {
        selection
                .environment()
                .filter(name -> !environments.contains(name))
                .ifPresent(
                        name ->
                                problems.add(
                                        new Problem(
                                                0,
                                                "no app has \"%s%s\"%s"
                                                        .formatted(
                                                                OptionReader.NAMED_ENV,
                                                                name,
                                                                NearMiss.hint(
                                                                        name, environments)))));
    }

    private List<Located> apps(Located root) {
        return switch (root) {
            case Located.Arr arr -> arr.items();
            case Located.Obj obj when isOneApp(obj) -> List.of(obj);
            case Located.Obj obj -> {
                checkKeys(obj);
                yield switch (obj.members().get("apps")) {
                    case Located.Arr arr -> arr.items();
                    case Located.Obj one -> List.of(one);
                    case null -> List.of();
                    case Located other -> {
                        problems.add(
                                new Problem(
                                        obj.line("apps"),
                                        "\"apps\" must be a list, but it is "
                                                + other.kind()
                                                + "."));
                        yield List.of();
                    }
                };
            }
            case Located.Scalar scalar -> {
                problems.add(
                        new Problem(
                                scalar.line(),
                                "an ecosystem file must be an object or a list, but this is "
                                        + scalar.kind()
                                        + "."));
                yield List.of();
            }
        };
    }

    private static boolean isOneApp(Located.Obj obj) {
        return !obj.members().containsKey("apps")
                && obj.members().keySet().stream()
                        .anyMatch(
                                key ->
                                        AppOption.of(key)
                                                .filter(o -> o == AppOption.SCRIPT)
                                                .isPresent());
    }

    private void checkKeys(Located.Obj obj) {
        for (String key : obj.members().keySet()) {
            if (!OTHER_KEYS.contains(key) && !obj.anchored().contains(key)) {
                problems.add(
                        new Problem(
                                obj.line(key),
                                "there is no \"%s\" beside \"apps\"%s"
                                        .formatted(key, NearMiss.hint(key, OTHER_KEYS))));
            }
        }
    }
}
