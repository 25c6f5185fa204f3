package dev.drover.project;

import dev.drover.domain.ExecMode;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PM2's ecosystem file: {@code {"apps": [...]}}, a list of apps, or one app. Does the client's half
 * of PM2's work: paths become absolute, units become numbers, the interpreter is chosen
 * (spec/pm2.md sections 6.1 and 6.2).
 */
final class EcosystemFile {

    private final Home home;
    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();

    EcosystemFile(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /**
     * @param json text of the file, or of its exports
     * @param linesCount whether lines of {@code json} are lines of the file
     */
    ProjectDefinition read(Path file, String json, boolean linesCount)
            throws MalformedFileException {
        Located root = Located.read(json);
        List<ProcessSpec> specs = new ArrayList<>();
        for (Located app : apps(root)) {
            if (app instanceof Located.Obj obj) {
                new AppReader(obj, file.getParent()).read().ifPresent(specs::add);
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
        List<Problem> told =
                linesCount
                        ? problems
                        : problems.stream().map(p -> new Problem(0, p.message())).toList();
        return new ProjectDefinition(file, specs, told);
    }

    private List<Located> apps(Located root) {
        return switch (root) {
            case Located.Arr arr -> arr.items();
            case Located.Obj obj when obj.members().get("apps") instanceof Located.Arr arr ->
                    arr.items();
            case Located.Obj obj when obj.members().get("apps") instanceof Located other -> {
                problems.add(
                        new Problem(
                                other.line(),
                                "\"apps\" must be a list, but it is " + other.kind() + "."));
                yield List.of();
            }
            case Located.Obj obj when obj.members().containsKey("script") -> List.of(obj);
            default -> List.of();
        };
    }

    /** Reads one app. */
    private final class AppReader {
        private final OptionReader options;
        private final Path folder;
        private final int line;

        AppReader(Located.Obj app, Path folder) {
            this.options = new OptionReader(app, problems);
            this.folder = folder;
            this.line = app.line();
        }

        Optional<ProcessSpec> read() {
            Optional<String> script = options.text("script", "exec", "cmd", "command");
            if (script.isEmpty()) {
                options.reportUnknown();
                problems.add(
                        new Problem(line, "\"script\" is required: the program or file to run."));
                return Optional.empty();
            }
            Path cwd = options.text("cwd").map(folder::resolve).map(Path::normalize).orElse(folder);
            if (!Files.isDirectory(cwd)) {
                problems.add(
                        new Problem(
                                options.line("cwd"),
                                "the folder %s does not exist.".formatted(cwd)));
            }
            Map<String, String> env = new LinkedHashMap<>(environment);
            env.putAll(options.map("env"));
            return resolve(script.get(), cwd, env.getOrDefault("PATH", ""))
                    .map(command -> spec(command, cwd, env));
        }

        private Optional<Command> resolve(String script, Path cwd, String path) {
            Optional<Command> command = Command.resolve(script, cwd, Programs.on(path));
            if (command.isEmpty()) {
                problems.add(
                        new Problem(
                                options.line("script"),
                                "\"%s\" is neither a file in %s nor a program on the PATH."
                                        .formatted(script, cwd)));
            }
            return command;
        }

        private ProcessSpec spec(Command command, Path cwd, Map<String, String> env) {
            String name = options.text("name").orElse(command.name());
            ProcessSpec.Builder builder =
                    ProcessSpec.builder(home.root(), name, command.script())
                            .cwd(cwd)
                            .env(env)
                            .interpreter(
                                    options.text("interpreter", "exec_interpreter")
                                            .orElse(command.interpreter()))
                            .interpreterArgs(options.arguments("interpreter_args", "node_args"))
                            .instances((int) options.number("instances").orElse(1L).longValue())
                            .autostart(options.flag("autostart").orElse(true))
                            .restart(options.restartPolicy())
                            .stop(options.stopPolicy())
                            .ready(options.readyPolicy());
            options.text("namespace").ifPresent(builder::namespace);
            options.text("exec_mode")
                    .ifPresent(
                            m ->
                                    builder.mode(
                                            m.startsWith("cluster")
                                                    ? ExecMode.CLUSTER
                                                    : ExecMode.FORK));
            List<String> args = new ArrayList<>(command.args());
            args.addAll(options.arguments("args"));
            ProcessSpec spec = builder.args(args).build();
            ProcessSpec withLogs = spec.toBuilder().logs(options.logs(spec.logs(), cwd)).build();
            options.reportUnknown();
            return withLogs;
        }
    }
}
