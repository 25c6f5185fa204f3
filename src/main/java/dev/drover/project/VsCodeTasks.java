package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks of Visual Studio Code that are commands: type {@code shell}, {@code process} or {@code
 * npm}. A task that ends is not started again unless it is a background task. What only the editor
 * can run is left out, with a note.
 */
final class VsCodeTasks {

    private static final String NAME = "tasks.json";
    private static final Path SHELL = Path.of("/bin/sh");

    private final Home home;
    private final Map<String, String> environment;
    private final FileSelection selection;
    private final Path workspace;
    private final VsCodeVariables variables;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    VsCodeTasks(
            Home home, Map<String, String> environment, FileSelection selection, Path workspace) {
        this.home = home;
        this.environment = environment;
        this.selection = selection;
        this.workspace = workspace;
        variables = new VsCodeVariables(workspace, environment);
    }

    static boolean isName(Path file) {
        Path parent = file.getParent();
        return file.endsWith(NAME) && parent != null && parent.endsWith(".vscode");
    }

    /** The folder that the tasks of a file are about. */
    static Path workspaceOf(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        return Optional.ofNullable(folder.getParent()).orElse(folder);
    }

    ProjectDefinition read(Path file, Located root) {
        List<ProcessSpec> specs = new ArrayList<>();
        if (root instanceof Located.Obj whole
                && whole.members().get("tasks") instanceof Located.Arr tasks) {
            Set<String> names = new LinkedHashSet<>();
            for (Located task : tasks.items()) {
                if (task instanceof Located.Obj obj) {
                    add(layered(obj, whole), names, specs);
                } else {
                    problems.add(
                            new Problem(
                                    task.line(),
                                    "a task must be an object, but this is " + task.kind() + "."));
                }
            }
        } else {
            problems.add(
                    new Problem(root.line(), "the file has no \"tasks\", which must be a list."));
        }
        return new ProjectDefinition(
                file, selection.choose(specs, problems), problems, List.of(), notes);
    }

    /** Options of the whole file lie below those of a task, and those of this system above. */
    private static Located.Obj layered(Located.Obj task, Located.Obj whole) {
        Map<String, Located> members = new LinkedHashMap<>();
        if (whole.members().get("options") instanceof Located.Obj options) {
            members.put("options", options);
        }
        Map<String, Integer> lines = new LinkedHashMap<>(task.keyLines());
        members.putAll(task.members());
        String system = System.getProperty("os.name", "");
        String key = system.startsWith("Mac") ? "osx" : "linux";
        if (task.members().get(system.startsWith("Windows") ? "windows" : key)
                instanceof Located.Obj own) {
            members.putAll(own.members());
            lines.putAll(own.keyLines());
        }
        return new Located.Obj(members, lines, task.line());
    }

    private void add(Located.Obj task, Set<String> names, List<ProcessSpec> specs) {
        String label =
                text(task, "label")
                        .or(() -> text(task, "taskName"))
                        .or(() -> text(task, "command"))
                        .orElse("");
        if (label.isBlank() || label.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem(task.line(), "a task needs a \"label\" to be called by."));
        } else if (!names.add(label)) {
            problems.add(
                    new Problem(task.line(), "there are two tasks named \"%s\".".formatted(label)));
        } else {
            try {
                specs.add(spec(label, task));
            } catch (LeftOutException e) {
                notes.add(
                        new Problem(
                                e.line(), "\"%s\" is left out: %s".formatted(label, e.reason())));
            }
        }
    }

    private ProcessSpec spec(String label, Located.Obj task) throws LeftOutException {
        String type = text(task, "type").orElse("process");
        Located.Obj options =
                task.members().get("options") instanceof Located.Obj obj
                        ? obj
                        : new Located.Obj(Map.of(), Map.of(), task.line());
        Map<String, String> env = new LinkedHashMap<>(environment);
        if (options.members().get("env") instanceof Located.Obj declared) {
            for (Map.Entry<String, Located> one : declared.members().entrySet()) {
                env.put(one.getKey(), variables.resolve(one.getValue(), declared.line()));
            }
        }
        Path cwd = workspace;
        if (options.members().get("cwd") instanceof Located folder) {
            cwd = workspace.resolve(variables.resolve(folder, options.line("cwd"))).normalize();
        }
        Launch launch =
                switch (type) {
                    case "shell" -> shell(task, options);
                    case "process" -> process(task, cwd, env);
                    case "npm" -> npm(task, env);
                    default ->
                            throw new LeftOutException(
                                    task.line("type"),
                                    "only the editor can run tasks of type \"%s\"."
                                            .formatted(type));
                };
        boolean background =
                task.members().get("isBackground") instanceof Located flag
                        && Boolean.TRUE.equals(flag.plain());
        return ProcessSpec.builder(home.root(), label, launch.program())
                .namespace(String.valueOf(workspace.getFileName()))
                .args(launch.args())
                .cwd(cwd)
                .env(env)
                .restart(RestartPolicy.DEFAULT.withAutorestart(background))
                .build();
    }

    private record Launch(Path program, List<String> args) {}

    private Launch shell(Located.Obj task, Located.Obj options) throws LeftOutException {
        StringBuilder line = new StringBuilder(command(task));
        for (Located arg : args(task)) {
            line.append(' ').append(shellWord(arg, task));
        }
        if (options.members().get("shell") instanceof Located.Obj shell
                && shell.members().get("executable") instanceof Located program) {
            List<String> words = new ArrayList<>();
            if (shell.members().get("args") instanceof Located.Arr list) {
                for (Located word : list.items()) {
                    words.add(variables.resolve(word, shell.line("args")));
                }
            } else {
                words.add("-c");
            }
            words.add(line.toString());
            String name = variables.resolve(program, shell.line("executable"));
            return new Launch(
                    program(name, workspace, environment, shell.line("executable")), words);
        }
        return new Launch(SHELL, List.of("-c", line.toString()));
    }

    /** A bare argument may have signs for the shell; one with blanks is one word all the same. */
    private String shellWord(Located arg, Located.Obj task) throws LeftOutException {
        int line = task.line("args");
        if (arg instanceof Located.Obj quoted
                && quoted.members().get("value") instanceof Located v) {
            String value = variables.resolve(v, line);
            return text(quoted, "quoting").orElse("").equals("weak")
                    ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                    : ShellWords.quote(value);
        }
        String value = variables.resolve(arg, line);
        boolean blank = value.chars().anyMatch(Character::isWhitespace) || value.isEmpty();
        return blank ? ShellWords.quote(value) : value;
    }

    private Launch process(Located.Obj task, Path cwd, Map<String, String> env)
            throws LeftOutException {
        Path program = program(command(task), cwd, env, task.line("command"));
        List<String> words = new ArrayList<>();
        for (Located arg : args(task)) {
            Located value =
                    arg instanceof Located.Obj quoted
                                    && quoted.members().get("value") instanceof Located v
                            ? v
                            : arg;
            words.add(variables.resolve(value, task.line("args")));
        }
        return new Launch(program, words);
    }

    private Launch npm(Located.Obj task, Map<String, String> env) throws LeftOutException {
        String script =
                text(task, "script")
                        .orElseThrow(
                                () -> new LeftOutException(task.line(), "it names no \"script\"."));
        return new Launch(program("npm", workspace, env, task.line()), List.of("run", script));
    }

    private static Path program(String name, Path folder, Map<String, String> env, int line)
            throws LeftOutException {
        return Programs.on(env.getOrDefault("PATH", ""))
                .find(name, folder)
                .orElseThrow(
                        () ->
                                new LeftOutException(
                                        line, "the program %s was not found.".formatted(name)));
    }

    private String command(Located.Obj task) throws LeftOutException {
        @Nullable Located command = task.members().get("command");
        if (command == null) {
            boolean compound = task.members().containsKey("dependsOn");
            throw new LeftOutException(
                    task.line(), compound ? "it only runs other tasks." : "it has no \"command\".");
        }
        Located text =
                command instanceof Located.Obj quoted
                                && quoted.members().get("value") instanceof Located value
                        ? value
                        : command;
        return variables.resolve(text, task.line("command"));
    }

    private static List<Located> args(Located.Obj task) {
        return task.members().get("args") instanceof Located.Arr list ? list.items() : List.of();
    }

    private static Optional<String> text(Located.Obj obj, String key) {
        return obj.members().get(key) instanceof Located.Scalar(String text, int _)
                ? Optional.of(text)
                : Optional.empty();
    }
}
