package dev.drover.project;

import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service unit of systemd as a definition; what has no words here is noted. */
final class SystemdUnit {

    private static final Set<String> NOT_NOTED =
            Set.of("Description", "Documentation", "SyslogIdentifier", "WantedBy", "PartOf");

    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d+(?:\\.\\d+)?)\\s*(msec|ms|minutes?|min|m|seconds?|sec|s|hr|h)?\\s*");

    private final Home home;
    private final Map<String, String> environment;
    private final FileSelection selection;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private final List<UnitText.Setting> settings = new ArrayList<>();
    private final Set<String> read = new LinkedHashSet<>(NOT_NOTED);
    private Map<String, String> specifiers = Map.of();

    SystemdUnit(Home home, Map<String, String> environment, FileSelection selection) {
        this.home = home;
        this.environment = environment;
        this.selection = selection;
    }

    static boolean isName(String name) {
        return name.endsWith(".service");
    }

    ProjectDefinition read(Path file, String text) throws IOException {
        String unit = String.valueOf(file.getFileName()).replaceFirst("\\.service$", "");
        boolean template = unit.endsWith("@");
        String name = template ? unit.substring(0, unit.length() - 1) : unit;
        settings.addAll(UnitText.settings(text, problems));
        Path user = Home.userFolder(environment);
        specifiers =
                Map.of(
                        "%",
                        "%",
                        "h",
                        user.toString(),
                        "u",
                        environment.getOrDefault("USER", ""),
                        "E",
                        environment.getOrDefault("XDG_CONFIG_HOME", user + "/.config"),
                        "t",
                        environment.getOrDefault("XDG_RUNTIME_DIR", "/run"),
                        "i",
                        template ? "0" : "",
                        "I",
                        template ? "0" : "",
                        "p",
                        name,
                        "n",
                        unit + ".service",
                        "N",
                        unit);
        List<ProcessSpec> specs = new ArrayList<>();
        try {
            spec(name, file).ifPresent(specs::add);
        } catch (InvalidPathException e) {
            problems.add(new Problem(0, "\"%s\" is no path.".formatted(e.getInput())));
        }
        if (template) {
            notes.add(new Problem(0, "The template was read as its instance 0."));
        }
        settings.stream()
                .filter(setting -> !read.contains(setting.key()))
                .forEach(
                        setting ->
                                notes.add(
                                        new Problem(
                                                setting.line(),
                                                "%s=%s was not taken over."
                                                        .formatted(
                                                                setting.key(), setting.value()))));
        return new ProjectDefinition(
                file, selection.choose(specs, problems), problems, List.of(), notes);
    }

    private Optional<ProcessSpec> spec(String name, Path file) throws IOException {
        Path cwd = cwd();
        Map<String, String> env = environment();
        List<UnitText.Setting> starts = all("ExecStart");
        if (starts.isEmpty()) {
            problems.add(new Problem(0, "the unit has no ExecStart= to run."));
            return Optional.empty();
        }
        UnitText.Setting start = starts.getLast();
        if (starts.size() > 1) {
            notes.add(new Problem(start.line(), "Only the last ExecStart= was taken over."));
        }
        String type = value("Type").orElse("simple");
        if (type.equals("forking")) {
            problems.add(
                    new Problem(
                            line("Type"),
                            "Type=forking: the program must stay in the foreground here."));
        } else if (type.equals("notify")) {
            notes.add(new Problem(line("Type"), "Type=notify: it counts as online at once."));
        }
        Optional<ProgramWords> program = program(start, cwd, env);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        ProcessSpec.Builder builder = program.get().builder(home.root(), name);
        return Optional.of(
                builder.cwd(cwd)
                        .env(env)
                        .namespace(String.valueOf(file.toAbsolutePath().getParent().getFileName()))
                        .restart(restart(type))
                        .stop(stop())
                        .logs(logs(builder.build().logs()))
                        .build());
    }

    /** The words of a setting; none when a quote is open, which is a problem. */
    private List<String> words(UnitText.Setting setting) {
        try {
            return UnitText.words(setting.value());
        } catch (ShellWords.UnclosedQuoteException e) {
            problems.add(
                    new Problem(
                            setting.line(), "%s=: %s.".formatted(setting.key(), e.getMessage())));
            return List.of();
        }
    }

    private Optional<ProgramWords> program(
            UnitText.Setting start, Path cwd, Map<String, String> env) {
        List<String> words = new ArrayList<>();
        for (String word : words(start)) {
            words.addAll(UnitText.expanded(UnitText.specified(word, specifiers), env));
        }
        if (words.isEmpty()) {
            problems.add(new Problem(start.line(), "ExecStart=: there is nothing to run."));
            return Optional.empty();
        }
        words.set(0, words.getFirst().replaceFirst("^[-@:+!]+", ""));
        Optional<ProgramWords> program =
                ProgramWords.of(words, cwd, Programs.on(env.getOrDefault("PATH", "")));
        if (program.isEmpty()) {
            problems.add(
                    new Problem(
                            start.line(),
                            "ExecStart=: %s is no program of this machine."
                                    .formatted(words.getFirst())));
        }
        return program;
    }

    private Path cwd() {
        Path user = Home.userFolder(environment);
        String said = value("WorkingDirectory").orElse("~").replaceFirst("^-", "");
        Path cwd = said.equals("~") ? user : user.resolve(said).normalize();
        if (!Files.isDirectory(cwd)) {
            problems.add(
                    new Problem(
                            line("WorkingDirectory"),
                            "the folder %s does not exist.".formatted(cwd)));
        }
        return cwd;
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> env = new LinkedHashMap<>(environment);
        for (UnitText.Setting setting : all("Environment")) {
            for (String word : words(setting)) {
                String[] parts = UnitText.specified(word, specifiers).split("=", 2);
                if (parts.length == 2) {
                    env.put(parts[0], parts[1]);
                }
            }
        }
        for (UnitText.Setting setting : all("EnvironmentFile")) {
            String said = UnitText.specified(setting.value(), specifiers);
            Path file = Path.of(said.replaceFirst("^-", ""));
            if (Files.isRegularFile(file)) {
                env.putAll(DotEnv.read(Files.readString(file), problems));
            } else if (!said.startsWith("-")) {
                notes.add(new Problem(setting.line(), "%s does not exist.".formatted(file)));
            }
        }
        return env;
    }

    private RestartPolicy restart(String type) {
        RestartPolicy plain = RestartPolicy.DEFAULT;
        String said = value("Restart").orElse("no");
        Set<Integer> codes = new LinkedHashSet<>();
        if (said.equals("on-failure") || said.equals("on-abnormal")) {
            codes.add(0);
        }
        Matcher code =
                Pattern.compile("\\b\\d{1,3}\\b")
                        .matcher(value("RestartPreventExitStatus").orElse(""));
        while (code.find()) {
            codes.add(Integer.valueOf(code.group()));
        }
        read.add("SuccessExitStatus");
        read.add("StartLimitIntervalSec");
        Optional<Long> memory =
                value("MemoryMax")
                        .filter(text -> !text.equals("infinity"))
                        .flatMap(
                                text -> {
                                    Optional<Long> bytes = Units.bytes(text);
                                    if (bytes.isEmpty()) {
                                        read.remove("MemoryMax");
                                    }
                                    return bytes;
                                });
        return new RestartPolicy(
                !said.equals("no") && !type.equals("oneshot"),
                plain.minUptime(),
                value("StartLimitBurst")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(Integer::valueOf)
                        .orElse(plain.maxRestarts()),
                time("RestartSec").orElse(plain.delay()),
                Optional.empty(),
                codes,
                memory);
    }

    private StopPolicy stop() {
        StopPolicy plain = StopPolicy.DEFAULT;
        Signal signal =
                value("KillSignal")
                        .map(
                                name -> {
                                    Optional<Signal> known = Signal.find(name);
                                    if (known.isEmpty()) {
                                        problems.add(
                                                new Problem(
                                                        line("KillSignal"),
                                                        "KillSignal=: there is no signal %s."
                                                                .formatted(name)));
                                    }
                                    return known.orElse(Signal.SIGTERM);
                                })
                        .orElse(Signal.SIGTERM);
        boolean tree = value("KillMode").orElse("control-group").equals("control-group");
        return new StopPolicy(
                signal, time("TimeoutStopSec").orElse(plain.timeout()), tree, plain.byMessage());
    }

    private LogSettings logs(LogSettings plain) {
        Optional<Path> out = logFile("StandardOutput");
        Optional<Path> err = logFile("StandardError");
        return plain.withFiles(
                out.orElse(plain.out()), err.or(() -> out).orElse(plain.err()), plain.combined());
    }

    private Optional<Path> logFile(String key) {
        return value(key)
                .filter(text -> text.matches("(append|file|truncate):/.*"))
                .map(text -> Path.of(text.substring(text.indexOf(':') + 1)).normalize());
    }

    private Optional<Duration> time(String key) {
        Optional<String> text = value(key).filter(t -> !t.equals("infinity"));
        Optional<Duration> time = text.flatMap(SystemdUnit::parse);
        if (text.isPresent() && time.isEmpty()) {
            problems.add(
                    new Problem(line(key), "%s=%s is no time span.".formatted(key, text.get())));
        }
        return time;
    }

    private static Optional<Duration> parse(String text) {
        Matcher part = TIME.matcher(text);
        double millis = 0;
        int end = 0;
        while (end < text.length() && part.region(end, text.length()).lookingAt()) {
            String unit = part.group(2) == null ? "s" : part.group(2);
            double factor =
                    unit.startsWith("ms")
                            ? 1
                            : unit.startsWith("s") ? 1000 : unit.startsWith("m") ? 60_000 : 3.6e6;
            millis += Double.parseDouble(part.group(1)) * factor;
            end = part.end();
        }
        return end == text.length() && end > 0
                ? Optional.of(Duration.ofMillis(Math.round(millis)))
                : Optional.empty();
    }

    /** The settings of this name; an empty one takes back those before it. */
    private List<UnitText.Setting> all(String key) {
        read.add(key);
        List<UnitText.Setting> all = new ArrayList<>();
        for (UnitText.Setting setting : settings) {
            if (setting.key().equals(key)) {
                if (setting.value().isEmpty()) {
                    all.clear();
                } else {
                    all.add(setting);
                }
            }
        }
        return all;
    }

    private Optional<String> value(String key) {
        List<UnitText.Setting> all = all(key);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(UnitText.specified(all.getLast().value(), specifiers));
    }

    private int line(String key) {
        return settings.stream()
                .filter(setting -> setting.key().equals(key))
                .mapToInt(UnitText.Setting::line)
                .max()
                .orElse(0);
    }
}
