package dev.drover.ui.startprocess;

import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.project.Interpreters;
import dev.drover.project.Programs;
import dev.drover.project.ShellWords;
import dev.drover.ui.startprocess.StartForm.EnvLine;
import dev.drover.ui.startprocess.StartForm.Field;
import dev.drover.ui.startprocess.StartForm.Problem;
import dev.drover.ui.startprocess.StartForm.RestartChoice;

import org.jspecify.annotations.Nullable;

import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Checks a form before anything runs. It looks at the file system and at PATH, changes nothing and
 * keeps no state between two forms.
 */
final class StartFormValidator {

    private static final int MAX_INSTANCES = 256;
    private static final int MAX_DELAY = 24 * 3600 * 1000;
    private static final int MAX_RESTARTS = 1_000_000;

    private static final Set<Field> RESTART_FIELDS = Set.of(Field.DELAY, Field.MAX_RESTARTS);

    private final Path home;
    private final Map<String, String> environment;
    private final FileSystem files;
    private final StartWords words;

    /**
     * The outcome: problems, or a specification; launch and restart as far as they could be told.
     */
    record Checked(
            List<Problem> problems,
            Optional<ProcessSpec> spec,
            Optional<Launch> launch,
            Optional<RestartPolicy> restart) {
        Checked {
            problems = List.copyOf(problems);
        }

        /** The sentence of a field's first problem, or nothing. */
        Optional<String> problem(Field field) {
            return problems.stream()
                    .filter(problem -> problem.field() == field)
                    .map(Problem::sentence)
                    .findFirst();
        }
    }

    StartFormValidator(
            Path home, Map<String, String> environment, FileSystem files, StartWords words) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.files = files;
        this.words = words;
    }

    /** Checks a new definition. */
    Checked check(StartForm form) {
        return check(form, Optional.empty());
    }

    /** Checks the form; with {@code edit} it changes a definition that there is. */
    Checked check(StartForm form, Optional<Edit> edit) {
        List<Problem> problems = new ArrayList<>();
        Path folder = folder(form, problems);
        List<String> arguments = arguments(form, problems);
        checkEnvironment(form, problems);
        checkName(form, problems);
        int instances = number(form.instances(), Field.INSTANCES, 1, MAX_INSTANCES, problems);
        RestartPolicy restart = restart(form, problems);
        boolean restartClear = problems.stream().noneMatch(p -> RESTART_FIELDS.contains(p.field()));
        Optional<RestartPolicy> clear = Optional.of(restart).filter(_ -> restartClear);
        Map<String, String> env = new LinkedHashMap<>(environment);
        edit.ifPresent(e -> env.putAll(e.before().env()));
        env.putAll(form.declared());
        Programs programs = new Programs(files, env.getOrDefault("PATH", ""));
        boolean keeps = edit.map(e -> e.keepsLaunch(form)).orElse(false);
        Launch launch = keeps ? kept(edit.orElseThrow(), problems) : null;
        if (!keeps && folder != null && arguments != null) {
            launch = new Target(form, folder, arguments, programs, problems).resolve();
        }
        if (!problems.isEmpty() || launch == null || folder == null) {
            return new Checked(problems, Optional.empty(), Optional.ofNullable(launch), clear);
        }
        Launch told = launch;
        ProcessSpec spec =
                edit.map(e -> renewed(e, e.after(form, told, folder, restart), instances))
                        .orElseGet(() -> spec(form, told, folder, env, instances, restart));
        return new Checked(problems, Optional.of(spec), Optional.of(launch), clear);
    }

    /** A new entry has as many instances as the form says, and the files of its own name. */
    private ProcessSpec renewed(Edit edit, ProcessSpec spec, int instances) {
        if (!edit.fresh()) {
            return spec;
        }
        ProcessSpec old = edit.before();
        boolean counted = instances != Math.max(1, old.instances());
        ProcessSpec fresh = counted ? spec.toBuilder().instances(instances).build() : spec;
        ProcessSpec named = ProcessSpec.builder(home, fresh.name(), fresh.script()).build();
        ProcessSpec usual = ProcessSpec.builder(home, old.name(), old.script()).build();
        LogSettings logs = fresh.logs();
        if (!fresh.name().equals(old.name())
                && logs.out().equals(usual.logs().out())
                && logs.err().equals(usual.logs().err())) {
            fresh =
                    fresh.toBuilder()
                            .logs(
                                    logs.withFiles(
                                            named.logs().out(),
                                            named.logs().err(),
                                            logs.combined()))
                            .pidFile(named.pidFile())
                            .build();
        }
        return counted && instances > 1 ? withOwnLogs(fresh) : fresh;
    }

    /** What is started now is not looked up again: whoever started it knew how. */
    private Launch kept(Edit edit, List<Problem> problems) {
        Path script = edit.before().script();
        if (!Files.exists(script)) {
            problems.add(new Problem(Field.WHAT, words.format("what.missing", script)));
        }
        return edit.launch();
    }

    private ProcessSpec spec(
            StartForm form,
            Launch launch,
            Path folder,
            Map<String, String> env,
            int instances,
            RestartPolicy restart) {
        ProcessSpec spec =
                ProcessSpec.builder(home, form.name().strip(), launch.script())
                        .namespace(
                                form.namespace().isBlank() ? "default" : form.namespace().strip())
                        .args(launch.args())
                        .interpreter(launch.interpreter())
                        .cwd(folder)
                        .env(env)
                        .instances(instances)
                        .restart(restart)
                        .build();
        boolean own = instances > 1;
        return own ? withOwnLogs(spec) : spec;
    }

    /**
     * Several instances have a log file each, as PM2 has it when a number of instances is given.
     */
    private static ProcessSpec withOwnLogs(ProcessSpec spec) {
        LogSettings logs = spec.logs();
        LogSettings own =
                new LogSettings(
                        logs.out(),
                        logs.err(),
                        logs.combined(),
                        logs.dateFormat(),
                        logs.json(),
                        false,
                        logs.disabled());
        return spec.toBuilder().logs(own).build();
    }

    private @Nullable Path folder(StartForm form, List<Problem> problems) {
        if (form.folder().isBlank()) {
            problems.add(new Problem(Field.FOLDER, words.get("folder.empty")));
            return null;
        }
        Path folder = path(form.folder().strip());
        if (folder == null || !folder.isAbsolute()) {
            problems.add(new Problem(Field.FOLDER, words.format("folder.relative", form.folder())));
        } else if (!Files.exists(folder)) {
            problems.add(new Problem(Field.FOLDER, words.format("folder.missing", folder)));
        } else if (!Files.isDirectory(folder)) {
            problems.add(new Problem(Field.FOLDER, words.format("folder.isFile", folder)));
        } else if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            problems.add(new Problem(Field.FOLDER, words.format("folder.unreadable", folder)));
        } else {
            return folder.normalize();
        }
        return null;
    }

    private @Nullable List<String> arguments(StartForm form, List<Problem> problems) {
        try {
            return ShellWords.split(form.arguments());
        } catch (ShellWords.UnclosedQuoteException e) {
            String sentence = words.format("arguments.unclosed", String.valueOf(e.quote()));
            problems.add(new Problem(Field.ARGUMENTS, sentence));
            return null;
        }
    }

    private void checkName(StartForm form, List<Problem> problems) {
        String both = form.name() + form.namespace();
        if (form.name().isBlank()) {
            problems.add(new Problem(Field.NAME, words.get("name.empty")));
        } else if (both.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem(Field.NAME, words.get("name.control")));
        }
    }

    private void checkEnvironment(StartForm form, List<Problem> problems) {
        for (EnvLine line : form.environment()) {
            if (line.key().isEmpty()) {
                problems.add(new Problem(Field.ENVIRONMENT, words.get("env.empty")));
            } else if (line.key().indexOf('=') >= 0) {
                problems.add(
                        new Problem(Field.ENVIRONMENT, words.format("env.equals", line.key())));
            } else if (line.key().indexOf('\0') >= 0 || line.value().indexOf('\0') >= 0) {
                problems.add(new Problem(Field.ENVIRONMENT, words.get("env.nul")));
            }
        }
    }

    private RestartPolicy restart(StartForm form, List<Problem> problems) {
        if (form.restart() == RestartChoice.NEVER) {
            return RestartPolicy.DEFAULT.withAutorestart(false);
        }
        int delay = number(form.delay(), Field.DELAY, 0, MAX_DELAY, problems);
        int most = number(form.maxRestarts(), Field.MAX_RESTARTS, 0, MAX_RESTARTS, problems);
        RestartPolicy policy = RestartPolicy.DEFAULT.withMaxRestarts(most);
        if (form.backoff()) {
            if (delay == 0 && problems.stream().noneMatch(p -> p.field() == Field.DELAY)) {
                problems.add(new Problem(Field.DELAY, words.get("delay.backoff")));
            }
            policy = policy.withBackoff(Duration.ofMillis(delay));
        } else {
            policy = policy.withDelay(Duration.ofMillis(delay));
        }
        return form.restart() == RestartChoice.ON_FAILURE
                ? policy.withStopExitCodes(Set.of(0))
                : policy;
    }

    private int number(String text, Field field, int least, int most, List<Problem> problems) {
        OptionalInt number = wholeNumber(text.strip());
        if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > most) {
            problems.add(new Problem(field, words.format("number", text.strip(), least, most)));
            return least;
        }
        return number.getAsInt();
    }

    private static OptionalInt wholeNumber(String text) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !text.isEmpty() && text.length() <= 9
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** {@code ~} is the user's folder, as in a shell. */
    private @Nullable Path path(String text) {
        boolean own = text.equals("~") || text.startsWith("~/");
        String expanded = own ? environment.getOrDefault("HOME", "~") + text.substring(1) : text;
        try {
            return files.getPath(expanded);
        } catch (InvalidPathException _) {
            return null;
        }
    }

    /** Finds out what the first field means. */
    private final class Target {
        private final StartForm form;
        private final Path folder;
        private final List<String> arguments;
        private final Programs programs;
        private final List<Problem> problems;

        Target(
                StartForm form,
                Path folder,
                List<String> arguments,
                Programs programs,
                List<Problem> problems) {
            this.form = form;
            this.folder = folder;
            this.arguments = arguments;
            this.programs = programs;
            this.problems = problems;
        }

        /** A file that exists; else a shell command; else a program in PATH. */
        @Nullable Launch resolve() {
            String what = form.what().strip();
            if (what.isEmpty()) {
                return refuse(Field.WHAT, words.get("what.empty"));
            }
            Path path = path(what);
            if (path != null && Files.exists(folder.resolve(path)) && isPathOrFile(what, path)) {
                return script(folder.resolve(path).normalize());
            }
            if (what.chars().anyMatch(c -> " \t|&;<>()$`*?\"'".indexOf(c) >= 0)) {
                return shell(what);
            }
            return program(what);
        }

        /** A bare name that is a folder here may still be a program in PATH. */
        private boolean isPathOrFile(String what, Path path) {
            return what.indexOf('/') >= 0 || Files.isRegularFile(folder.resolve(path));
        }

        private @Nullable Launch script(Path file) {
            if (Files.isDirectory(file)) {
                return refuse(Field.WHAT, words.format("what.folder", file));
            }
            String interpreter =
                    form.interpreter().isBlank()
                            ? Interpreters.of(file, programs)
                            : form.interpreter().strip();
            if (interpreter.equals(ProcessSpec.NO_INTERPRETER)) {
                return Files.isExecutable(file)
                        ? new Launch(file, arguments, interpreter, false)
                        : refuse(Field.WHAT, words.format("what.notExecutable", file));
            }
            if (!Files.isReadable(file)) {
                return refuse(Field.WHAT, words.format("what.unreadable", file));
            }
            if (!interpreter.contains("@") && programs.find(interpreter, folder).isEmpty()) {
                String sentence =
                        words.format("interpreter.missing", interpreter, programs.searchPath());
                return refuse(Field.INTERPRETER, sentence);
            }
            return new Launch(file, arguments, interpreter, false);
        }

        private @Nullable Launch shell(String command) {
            if (!arguments.isEmpty()) {
                return refuse(Field.ARGUMENTS, words.get("arguments.shell"));
            }
            if (hasInterpreter()) {
                return refuse(Field.INTERPRETER, words.get("interpreter.shell"));
            }
            Optional<Path> bash = programs.find("bash", folder);
            if (bash.isEmpty()) {
                String sentence = words.format("what.noShell", programs.searchPath());
                return refuse(Field.WHAT, sentence);
            }
            List<String> args = List.of("-c", command);
            return new Launch(bash.get(), args, ProcessSpec.NO_INTERPRETER, true);
        }

        private @Nullable Launch program(String what) {
            if (what.indexOf('/') >= 0 || what.startsWith("~")) {
                return refuse(Field.WHAT, words.format("what.missing", what));
            }
            Optional<Path> program = programs.find(what, folder);
            if (program.isEmpty()) {
                String sentence =
                        words.format("what.notFound", what, folder, programs.searchPath());
                return refuse(Field.WHAT, sentence);
            }
            if (hasInterpreter()) {
                return refuse(
                        Field.INTERPRETER, words.format("interpreter.program", program.get()));
            }
            return new Launch(program.get(), arguments, ProcessSpec.NO_INTERPRETER, false);
        }

        private boolean hasInterpreter() {
            String interpreter = form.interpreter().strip();
            return !interpreter.isEmpty() && !interpreter.equals(ProcessSpec.NO_INTERPRETER);
        }

        private @Nullable Launch refuse(Field field, String sentence) {
            problems.add(new Problem(field, sentence));
            return null;
        }
    }
}
