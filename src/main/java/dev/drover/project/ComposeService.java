package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One service of a Compose file as a definition. */
final class ComposeService {

    /** Keys that are read, or that mean nothing outside of a container. */
    private static final Set<String> READ =
            Set.of(
                    "command",
                    "entrypoint",
                    "working_dir",
                    "environment",
                    "env_file",
                    "restart",
                    "stop_signal",
                    "stop_grace_period",
                    "mem_limit",
                    "deploy",
                    "scale",
                    "build",
                    "volumes",
                    "image",
                    "init",
                    "tty",
                    "stdin_open",
                    "container_name",
                    "labels",
                    "logging",
                    "pull_policy",
                    "platform",
                    "ports",
                    "expose");

    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h)");

    /**
     * Where a service is read.
     *
     * @param home where log and pid files go
     * @param folder of the file
     * @param namespace of all services of the file
     * @param environment the user's
     * @param interpolation the variables of the file
     */
    record Place(
            Home home,
            Path folder,
            String namespace,
            Map<String, String> environment,
            Interpolation interpolation) {}

    private final String name;
    private final Located.Obj service;
    private final Place place;
    private final List<Problem> problems;
    private final List<Problem> notes;

    ComposeService(
            String name,
            Located.Obj service,
            Place place,
            List<Problem> problems,
            List<Problem> notes) {
        this.name = name;
        this.service = service;
        this.place = place;
        this.problems = problems;
        this.notes = notes;
    }

    /** Empty when there is nothing that this machine can run, which is noted, or an error. */
    Optional<ProcessSpec> read() throws IOException {
        List<String> words = new ArrayList<>(words("entrypoint"));
        words.addAll(words("command"));
        if (words.isEmpty()) {
            String image = text("image").map(i -> "the image " + i).orElse("its image");
            note("image", "runs what is in %s: it has no local command.".formatted(image));
            return Optional.empty();
        }
        Path cwd = folder();
        Map<String, String> env = environment();
        List<String> local = words.stream().map(this::onThisMachine).toList();
        Optional<ProgramWords> program =
                ProgramWords.of(local, cwd, Programs.on(env.getOrDefault("PATH", "")));
        if (program.isEmpty()) {
            note(
                    service.members().containsKey("command") ? "command" : "entrypoint",
                    "runs %s, which is no program of this machine.".formatted(words.getFirst()));
            return Optional.empty();
        }
        noteTheRest();
        return Optional.of(
                program.get()
                        .builder(place.home().root(), name)
                        .namespace(place.namespace())
                        .cwd(cwd)
                        .env(env)
                        .instances(instances())
                        .autostart(!service.members().containsKey("profiles"))
                        .restart(restart())
                        .stop(stop())
                        .build());
    }

    private void noteTheRest() {
        text("image").ifPresent(i -> note("image", "runs on this machine, not in " + i + "."));
        for (String key : service.members().keySet()) {
            if (key.equals("profiles")) {
                note(key, "has a profile: it is registered as stopped.");
            } else if (!READ.contains(key) && !key.startsWith("x-")) {
                note(key, "says \"%s\", which was not taken over.".formatted(key));
            }
        }
    }

    private int instances() {
        Located deploy = service.members().get("deploy");
        Object replicas =
                deploy instanceof Located.Obj obj && obj.members().get("replicas") != null
                        ? obj.members().get("replicas").plain()
                        : text("scale").orElse("1");
        String count = String.valueOf(replicas);
        if (!count.matches("\\d{1,4}")) {
            wrong("deploy", "a number of replicas");
            return 1;
        }
        return Math.max(1, Integer.parseInt(count));
    }

    private RestartPolicy restart() {
        RestartPolicy policy = restartWhen();
        Optional<String> limit = text("mem_limit");
        Optional<Long> bytes = limit.flatMap(Units::bytes);
        if (limit.isPresent() && bytes.isEmpty()) {
            wrong("mem_limit", "a size such as 256m or 1gb");
        }
        return bytes.map(policy::withMaxMemory).orElse(policy);
    }

    private RestartPolicy restartWhen() {
        String said = text("restart").orElse("no");
        if (said.startsWith("on-failure")) {
            RestartPolicy onFailure = RestartPolicy.DEFAULT.withStopExitCodes(Set.of(0));
            String limit = said.substring(said.indexOf(':') + 1);
            return limit.matches("\\d{1,6}")
                    ? onFailure.withMaxRestarts(Integer.parseInt(limit))
                    : onFailure;
        }
        return switch (said) {
            case "always", "unless-stopped" -> RestartPolicy.DEFAULT;
            case "no", "false" -> RestartPolicy.DEFAULT.withAutorestart(false);
            default -> {
                wrong("restart", "no, always, on-failure or unless-stopped");
                yield RestartPolicy.DEFAULT;
            }
        };
    }

    private StopPolicy stop() {
        StopPolicy plain = StopPolicy.DEFAULT;
        Optional<Signal> signal = text("stop_signal").flatMap(Signal::find);
        if (signal.isEmpty() && text("stop_signal").isPresent()) {
            wrong("stop_signal", "the name of a signal");
        }
        Optional<Duration> time = text("stop_grace_period").flatMap(ComposeService::time);
        if (time.isEmpty() && text("stop_grace_period").isPresent()) {
            wrong("stop_grace_period", "a time such as 10s or 1m30s");
        }
        return new StopPolicy(
                signal.orElse(plain.signal()),
                time.orElse(plain.timeout()),
                plain.treekill(),
                plain.byMessage());
    }

    /** Compose's {@code 1m30s}; empty when it is none. */
    static Optional<Duration> time(String text) {
        Matcher part = TIME.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.lookingAt() || part.find() && part.start() == end) {
            double factor =
                    switch (part.group(2)) {
                        case "us" -> 0.001;
                        case "ms" -> 1;
                        case "s" -> 1000;
                        case "m" -> 60_000;
                        default -> 3_600_000;
                    };
            sum = sum.plusMillis(Math.round(Double.parseDouble(part.group(1)) * factor));
            end = part.end();
            part.region(end, text.length());
        }
        return end == text.length() && end > 0 ? Optional.of(sum) : Optional.empty();
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> env = new LinkedHashMap<>(place.environment());
        for (Located file : list("env_file")) {
            Located path = file instanceof Located.Obj obj ? obj.members().get("path") : file;
            if (path != null && path.plain() instanceof String text) {
                envFile(file.line(), interpolated(file.line(), text), env);
            }
        }
        switch (service.members().get("environment")) {
            case Located.Obj obj ->
                    obj.members().forEach((key, value) -> declare(key, value, obj, env));
            case Located.Arr arr -> arr.items().forEach(item -> declare(item, env));
            case null -> {}
            case Located.Scalar _ -> wrong("environment", "an object or a list of variables");
        }
        return env;
    }

    private void envFile(int line, String text, Map<String, String> env) throws IOException {
        Path file = place.folder().resolve(text).normalize();
        if (Files.isRegularFile(file)) {
            env.putAll(DotEnv.read(Files.readString(file), problems));
        } else {
            notes.add(new Problem(line, "“%s”: %s does not exist.".formatted(name, file)));
        }
    }

    private void declare(String key, Located value, Located.Obj obj, Map<String, String> env) {
        if (value.plain() != null) {
            env.put(key, interpolated(obj.line(key), String.valueOf(value.plain())));
        }
    }

    private void declare(Located item, Map<String, String> env) {
        String[] parts = String.valueOf(item.plain()).split("=", 2);
        if (parts.length == 2) {
            env.put(parts[0], interpolated(item.line(), parts[1]));
        }
    }

    /** Where it runs: what is mounted at its folder, its build context, or the file's folder. */
    private Path folder() {
        Optional<Path> working = text("working_dir").map(this::onThisMachine).flatMap(this::path);
        if (working.filter(Files::isDirectory).isPresent()) {
            return working.get();
        }
        Optional<String> context =
                switch (service.members().get("build")) {
                    case Located.Obj obj when obj.members().get("context") != null ->
                            Optional.of(
                                    interpolated(
                                            obj.line("context"),
                                            String.valueOf(obj.members().get("context").plain())));
                    case null, default -> text("build");
                };
        Path folder = context.flatMap(this::path).filter(Files::isDirectory).orElse(place.folder());
        if (working.isPresent()) {
            note("working_dir", "runs in %s: %s is not here.".formatted(folder, working.get()));
        }
        return folder;
    }

    private Optional<Path> path(String text) {
        try {
            return Optional.of(place.folder().resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A path in the container as the path of what is mounted there. */
    private String onThisMachine(String word) {
        for (Located volume : list("volumes")) {
            String[] mount = mount(volume);
            boolean inside =
                    mount.length == 2 && (word.equals(mount[1]) || word.startsWith(mount[1] + "/"));
            if (inside) {
                return place.folder().resolve(mount[0]).normalize()
                        + word.substring(mount[1].length());
            }
        }
        return word;
    }

    /** Source and target of a folder that is mounted; empty for every other volume. */
    private String[] mount(Located volume) {
        if (volume instanceof Located.Obj obj) {
            Map<String, Located> members = obj.members();
            boolean bind =
                    members.get("type") != null && "bind".equals(members.get("type").plain());
            return bind && members.get("source") != null && members.get("target") != null
                    ? new String[] {
                        interpolated(obj.line(), String.valueOf(members.get("source").plain())),
                        interpolated(obj.line(), String.valueOf(members.get("target").plain()))
                    }
                    : new String[0];
        }
        String[] parts = interpolated(volume.line(), String.valueOf(volume.plain())).split(":");
        boolean bind = parts.length >= 2 && parts[0].matches("[./~].*");
        return bind ? new String[] {parts[0], parts[1]} : new String[0];
    }

    private List<Located> list(String key) {
        return switch (service.members().get(key)) {
            case Located.Arr arr -> arr.items();
            case null -> List.of();
            case Located other -> List.of(other);
        };
    }

    private List<String> words(String key) {
        List<String> words = new ArrayList<>();
        Located value = service.members().get(key);
        if (value instanceof Located.Scalar(String line, int at)) {
            try {
                words.addAll(ShellWords.split(interpolated(at, line)));
            } catch (ShellWords.UnclosedQuoteException e) {
                problems.add(new Problem(at, "\"%s\": %s.".formatted(key, e.getMessage())));
            }
        } else if (value instanceof Located.Arr arr) {
            for (Located item : arr.items()) {
                words.add(interpolated(item.line(), String.valueOf(item.plain())));
            }
        } else if (value instanceof Located.Obj) {
            wrong(key, "a text or a list of texts");
        }
        return words;
    }

    private Optional<String> text(String key) {
        Located value = service.members().get(key);
        return value instanceof Located.Scalar scalar && scalar.value() != null
                ? Optional.of(interpolated(scalar.line(), String.valueOf(scalar.value())))
                : Optional.empty();
    }

    private String interpolated(int line, String text) {
        try {
            return place.interpolation().of(text);
        } catch (Interpolation.MissingVariableException e) {
            problems.add(new Problem(line, "“%s”: %s.".formatted(name, e.getMessage())));
            return "";
        }
    }

    private void wrong(String key, String words) {
        problems.add(
                new Problem(
                        service.line(key),
                        "\"%s\" of “%s” must be %s.".formatted(key, name, words)));
    }

    private void note(String key, String sentence) {
        notes.add(new Problem(service.line(key), "“%s” %s".formatted(name, sentence)));
    }
}
