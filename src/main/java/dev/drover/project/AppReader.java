package dev.drover.project;

import dev.drover.domain.CronFault;
import dev.drover.domain.CronPattern;
import dev.drover.domain.ExecMode;
import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.StopPolicy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One app's options as a specification. Does the client's half of PM2's work: paths become
 * absolute, units become numbers, the interpreter is chosen (spec/pm2.md sections 6.1 and 6.2).
 */
final class AppReader {

    private static final String MODES = "fork|cluster|fork_mode|cluster_mode";
    private static final String NO_SCHEDULE = "0";
    private static final int LEAST_UPTIME_MILLIS = 100;
    private static final String TIME_FORMAT = "YYYY-MM-DDTHH:mm:ss";

    /** What PM2 understands by the log file {@code NULL}. */
    private static final Path NOWHERE = Path.of("/dev/null");

    /** Options that the daemon takes as they are. */
    private static final List<AppOption> PASSED_ON =
            List.of(
                    AppOption.WATCH_OPTIONS,
                    AppOption.POST_UPDATE,
                    AppOption.TRACE,
                    AppOption.DEEP_MONITORING,
                    AppOption.V8,
                    AppOption.EVENT_LOOP_INSPECTOR,
                    AppOption.IO);

    private static final List<AppOption> FLAGS =
            List.of(
                    AppOption.SOURCE_MAP_SUPPORT,
                    AppOption.DISABLE_SOURCE_MAP_SUPPORT,
                    AppOption.PMX,
                    AppOption.AUTOMATION,
                    AppOption.VIZION,
                    AppOption.WINDOWS_HIDE);

    /**
     * Where an app is read.
     *
     * @param home where log and pid files go
     * @param environment the user's; inherited below what is declared
     * @param folder relative paths are relative to it
     * @param selected name of the environment whose {@code env_<name>} is merged over {@code env}
     */
    record Place(
            Home home, Map<String, String> environment, Path folder, Optional<String> selected) {}

    private final OptionReader options;
    private final Place place;

    AppReader(Located.Obj app, Place place, List<Problem> problems) {
        this.options = new OptionReader(app, problems);
        this.place = place;
    }

    /** The names of the environments that the app has variables for. */
    List<String> environments() {
        return options.environments();
    }

    /** The specification; empty when a problem makes it impossible. */
    Optional<ProcessSpec> read() {
        Optional<String> script = options.text(AppOption.SCRIPT);
        if (script.isEmpty() && !options.has(AppOption.SCRIPT)) {
            options.problem(
                    AppOption.SCRIPT, "\"script\" is required: the program or file to run.");
        }
        Path cwd = path(AppOption.CWD, place.folder()).orElse(place.folder());
        if (!Files.isDirectory(cwd)) {
            options.problem(AppOption.CWD, "the folder %s does not exist.".formatted(cwd));
            return Optional.empty();
        }
        Map<String, String> env = environment();
        return script.flatMap(text -> resolve(text, cwd, env)).map(c -> spec(c, cwd, env));
    }

    /** {@code spec} with those options changed that are there; the script stays. */
    ProcessSpec over(ProcessSpec spec) {
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.putAll(declared());
        Path cwd = path(AppOption.CWD, spec.cwd()).orElse(spec.cwd());
        ProcessSpec.Builder changed = spec.toBuilder().env(env).cwd(cwd);
        unlessEmpty(AppOption.NAME).ifPresent(changed::name);
        if (options.has(AppOption.ARGS)) {
            changed.args(options.words(AppOption.ARGS));
        }
        Map<String, Object> extra = new LinkedHashMap<>(spec.extra());
        extra.putAll(extra());
        return common(changed, spec).logs(logs(spec.logs(), cwd)).extra(extra).build();
    }

    private Optional<Command> resolve(String script, Path cwd, Map<String, String> env) {
        Optional<Command> command =
                Command.resolve(script, cwd, Programs.on(env.getOrDefault("PATH", "")));
        if (command.isEmpty()) {
            options.problem(
                    AppOption.SCRIPT,
                    "\"%s\" is neither a file in %s nor a program on the PATH."
                            .formatted(script, cwd));
        }
        return command;
    }

    private ProcessSpec spec(Command command, Path cwd, Map<String, String> env) {
        String name = unlessEmpty(AppOption.NAME).orElse(command.name());
        if (options.flag(AppOption.APPEND_ENV_TO_NAME).orElse(false)) {
            name = place.selected().map((name + "-")::concat).orElse(name);
        }
        ProcessSpec plain =
                ProcessSpec.builder(place.home().root(), name, command.script())
                        .cwd(cwd)
                        .env(env)
                        .interpreter(command.interpreter())
                        .build();
        List<String> args = new ArrayList<>(command.args());
        args.addAll(options.words(AppOption.ARGS));
        ProcessSpec.Builder builder = common(plain.toBuilder().args(args), plain);
        interpreter(cwd, env).ifPresent(builder::interpreter);
        ProcessSpec built = builder.build();
        boolean separate = built.mode() == ExecMode.CLUSTER || options.has(AppOption.INSTANCES);
        LogSettings logs = plain.logs();
        LogSettings defaults =
                new LogSettings(
                        logs.out(),
                        logs.err(),
                        logs.combined(),
                        logs.dateFormat(),
                        logs.json(),
                        !separate,
                        logs.disabled());
        return builder.logs(logs(defaults, cwd)).extra(extra()).build();
    }

    /** The options that starting and changing read alike. */
    private ProcessSpec.Builder common(ProcessSpec.Builder builder, ProcessSpec plain) {
        String interpreter = options.text(AppOption.INTERPRETER).orElse(plain.interpreter());
        builder.interpreter(interpreter)
                .mode(mode(interpreter, plain))
                .instances(
                        options.count(AppOption.INSTANCES, Integer.MIN_VALUE)
                                .orElse(plain.instances()))
                .autostart(options.flag(AppOption.AUTOSTART).orElse(plain.autostart()))
                .restart(restartPolicy(plain.restart()))
                .stop(stopPolicy(plain.stop()))
                .ready(readyPolicy(plain.ready()))
                .pidFile(path(AppOption.PID_FILE, plain.cwd()).orElse(plain.pidFile()));
        unlessEmpty(AppOption.NAMESPACE).ifPresent(builder::namespace);
        if (options.has(AppOption.INTERPRETER_ARGS)) {
            builder.interpreterArgs(options.words(AppOption.INTERPRETER_ARGS));
        }
        return builder;
    }

    /** The one that the app names, if it is there; nothing is started that cannot run. */
    private Optional<String> interpreter(Path cwd, Map<String, String> env) {
        Optional<String> named =
                options.text(AppOption.INTERPRETER)
                        .filter(text -> !text.equals(ProcessSpec.NO_INTERPRETER));
        if (named.filter(NvmNode::isMeant).isPresent()) {
            return named.flatMap(this::nodeOfNvm);
        }
        Programs programs = Programs.on(env.getOrDefault("PATH", ""));
        named.filter(text -> programs.find(text, cwd).isEmpty())
                .ifPresent(
                        text ->
                                options.problem(
                                        AppOption.INTERPRETER,
                                        "the interpreter \"%s\" is no program on the PATH."
                                                .formatted(text)));
        return named;
    }

    private Optional<String> nodeOfNvm(String interpreter) {
        NvmNode nvm = new NvmNode(place.environment());
        try {
            Optional<String> node = nvm.find(interpreter).map(Path::toString);
            if (node.isEmpty()) {
                options.problem(AppOption.INTERPRETER, nvm.missing(interpreter));
            }
            return node;
        } catch (IOException | InvalidPathException e) {
            options.problem(
                    AppOption.INTERPRETER,
                    "what nvm has installed cannot be read: %s.".formatted(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> unlessEmpty(AppOption option) {
        return options.text(option).filter(text -> !text.isEmpty());
    }

    /** PM2's rule: several instances of a Node program make a cluster unless it says otherwise. */
    private ExecMode mode(String interpreter, ProcessSpec plain) {
        Optional<String> said = options.matching(AppOption.EXEC_MODE, MODES);
        if (said.isPresent()) {
            return said.get().startsWith("cluster") ? ExecMode.CLUSTER : ExecMode.FORK;
        }
        boolean several = options.has(AppOption.INSTANCES);
        boolean node = Set.of("node", "bun").contains(fileName(interpreter));
        return several && node ? ExecMode.CLUSTER : plain.mode();
    }

    private static String fileName(String interpreter) {
        return interpreter.substring(interpreter.lastIndexOf('/') + 1);
    }

    private Map<String, String> environment() {
        Map<String, String> env = new LinkedHashMap<>(place.environment());
        List<String> filters =
                options.ifFlag(AppOption.FILTER_ENV).isPresent()
                        ? List.of()
                        : options.texts(AppOption.FILTER_ENV).orElse(List.of());
        if (options.ifFlag(AppOption.FILTER_ENV).orElse(false)) {
            env.keySet().removeIf(name -> !name.equals("PATH"));
        }
        env.keySet().removeIf(name -> filters.stream().anyMatch(name::contains));
        env.putAll(declared());
        return env;
    }

    private Map<String, String> declared() {
        Map<String, String> env = new LinkedHashMap<>(options.variables(AppOption.ENV));
        place.selected().ifPresent(name -> env.putAll(options.variables(name)));
        options.count(AppOption.PORT, 0).ifPresent(port -> env.put("PORT", Integer.toString(port)));
        return env;
    }

    private RestartPolicy restartPolicy(RestartPolicy plain) {
        return new RestartPolicy(
                options.flag(AppOption.AUTORESTART).orElse(plain.autorestart()),
                options.time(AppOption.MIN_UPTIME)
                        .filter(
                                time -> {
                                    boolean enough = time.toMillis() >= LEAST_UPTIME_MILLIS;
                                    if (!enough) {
                                        options.problem(
                                                AppOption.MIN_UPTIME,
                                                "\"min_uptime\" must be at least %d ms."
                                                        .formatted(LEAST_UPTIME_MILLIS));
                                    }
                                    return enough;
                                })
                        .orElse(plain.minUptime()),
                options.count(AppOption.MAX_RESTARTS, 0).orElse(plain.maxRestarts()),
                options.time(AppOption.RESTART_DELAY).orElse(plain.delay()),
                options.time(AppOption.EXP_BACKOFF_RESTART_DELAY).or(plain::backoff),
                options.has(AppOption.STOP_EXIT_CODES)
                        ? options.codes(AppOption.STOP_EXIT_CODES)
                        : plain.stopExitCodes(),
                options.size(AppOption.MAX_MEMORY_RESTART).or(plain::maxMemory));
    }

    private StopPolicy stopPolicy(StopPolicy plain) {
        return new StopPolicy(
                plain.signal(),
                options.time(AppOption.KILL_TIMEOUT).orElse(plain.timeout()),
                options.flag(AppOption.TREEKILL).orElse(plain.treekill()),
                options.flag(AppOption.SHUTDOWN_WITH_MESSAGE).orElse(plain.byMessage()));
    }

    private ReadyPolicy readyPolicy(ReadyPolicy plain) {
        return new ReadyPolicy(
                options.flag(AppOption.WAIT_READY).orElse(plain.waitReady()),
                options.time(AppOption.LISTEN_TIMEOUT).orElse(plain.timeout()));
    }

    private LogSettings logs(LogSettings plain, Path cwd) {
        Optional<String> dated =
                options.flag(AppOption.TIME).filter(on -> on).map(_ -> TIME_FORMAT);
        return new LogSettings(
                logFile(AppOption.OUT_FILE, cwd).orElse(plain.out()),
                logFile(AppOption.ERROR_FILE, cwd).orElse(plain.err()),
                combined(plain, cwd).or(plain::combined),
                options.text(AppOption.LOG_DATE_FORMAT).or(() -> dated).or(plain::dateFormat),
                options.matching(AppOption.LOG_TYPE, "json|raw")
                        .map("json"::equals)
                        .orElse(plain.json()),
                options.flag(AppOption.MERGE_LOGS).orElse(plain.merge()),
                options.flag(AppOption.DISABLE_LOGS).orElse(plain.disabled()));
    }

    /** A path, or {@code true} for the default place beside the other logs. */
    private Optional<Path> combined(LogSettings plain, Path cwd) {
        Optional<Boolean> flag = options.ifFlag(AppOption.LOG_FILE);
        if (flag.isPresent()) {
            String file = String.valueOf(plain.out().getFileName()).replace("-out", "");
            return flag.get() ? Optional.of(plain.out().resolveSibling(file)) : Optional.empty();
        }
        return logFile(AppOption.LOG_FILE, cwd);
    }

    private Optional<Path> logFile(AppOption option, Path cwd) {
        return options.text(option).filter("NULL"::equals).isPresent()
                ? Optional.of(NOWHERE)
                : path(option, cwd);
    }

    private Optional<Path> path(AppOption option, Path folder) {
        return options.text(option)
                .flatMap(
                        text -> {
                            try {
                                Path path =
                                        text.equals("~") || text.startsWith("~/")
                                                ? Home.userFolder(place.environment())
                                                        .resolve(
                                                                text.substring(1)
                                                                        .replaceFirst("^/", ""))
                                                : folder.resolve(text);
                                return Optional.of(path.normalize());
                            } catch (InvalidPathException e) {
                                options.problem(
                                        option,
                                        "\"%s\" is no path: %s.".formatted(text, e.getReason()));
                                return Optional.empty();
                            }
                        });
    }

    /** What has no place of its own in a specification. */
    private Map<String, Object> extra() {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        for (AppOption watch : List.of(AppOption.WATCH, AppOption.IGNORE_WATCH)) {
            options.ifFlag(watch)
                    .<Object>map(flag -> flag)
                    .or(() -> options.texts(watch))
                    .ifPresent(value -> extra.put(watch.key(), value));
        }
        millis(AppOption.WATCH_DELAY, extra);
        millis(AppOption.KILL_RETRY_TIME, extra);
        options.any(AppOption.CRON_RESTART)
                .map(String::valueOf)
                .filter(this::isSchedule)
                .ifPresent(pattern -> extra.put(AppOption.CRON_RESTART.key(), pattern));
        for (AppOption text : List.of(AppOption.INCREMENT_VAR, AppOption.INSTANCE_VAR)) {
            options.text(text).ifPresent(value -> extra.put(text.key(), value));
        }
        for (AppOption user : List.of(AppOption.UID, AppOption.GID)) {
            options.matching(user, "[A-Za-z0-9_.$-]+")
                    .ifPresent(value -> extra.put(user.key(), value));
        }
        FLAGS.forEach(flag -> options.flag(flag).ifPresent(value -> extra.put(flag.key(), value)));
        PASSED_ON.forEach(option -> options.any(option).ifPresent(v -> extra.put(option.key(), v)));
        options.flag(AppOption.FORCE);
        return extra;
    }

    private boolean isSchedule(String pattern) {
        try {
            if (!pattern.equals(NO_SCHEDULE)) {
                CronPattern.parse(pattern);
            }
            return true;
        } catch (CronFault e) {
            options.problem(AppOption.CRON_RESTART, e.getMessage());
            return false;
        }
    }

    private void millis(AppOption option, Map<String, @Nullable Object> extra) {
        options.time(option).ifPresent(time -> extra.put(option.key(), time.toMillis()));
    }
}
