package dev.drover.project;

import dev.drover.domain.ExecMode;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of one app: what an entry of an ecosystem file says, and what PM2's JavaScript API
 * takes as {@code options}. Immutable; each method gives a copy with one more option, and what is
 * not said has PM2's default.
 *
 * <pre>{@code
 * AppOptions api =
 *         AppOptions.script("api.js").name("api").instances(4).maxMemoryRestart(100L << 20);
 * }</pre>
 */
public final class AppOptions {

    private static final AppOptions NONE = new AppOptions(Map.of());

    private final Map<AppOption, Object> values;

    private AppOptions(Map<AppOption, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * An app that runs {@code script}: a file (relative to {@link #cwd}), a program on the PATH, or
     * a command with blanks for a shell.
     */
    public static AppOptions script(String script) {
        return NONE.with(AppOption.SCRIPT, script);
    }

    /** An app that runs a file. */
    public static AppOptions script(Path script) {
        return script(script.toAbsolutePath().toString());
    }

    /** No option at all: for {@code restart}, where only what changes is said. */
    public static AppOptions none() {
        return NONE;
    }

    /** What the app goes by; without it, the name of the script. */
    public AppOptions name(String value) {
        return with(AppOption.NAME, value);
    }

    /** A group of apps; commands take its name as well. */
    public AppOptions namespace(String value) {
        return with(AppOption.NAMESPACE, value);
    }

    /** The working folder; without it, the caller's. */
    public AppOptions cwd(Path value) {
        return with(AppOption.CWD, value.toAbsolutePath().toString());
    }

    /** Arguments of the script. */
    public AppOptions args(String... values) {
        return with(AppOption.ARGS, List.of(values));
    }

    /** The program that runs the script; {@code "none"} executes it itself. */
    public AppOptions interpreter(String value) {
        return with(AppOption.INTERPRETER, value);
    }

    /** Arguments between interpreter and script. */
    public AppOptions interpreterArgs(String... values) {
        return with(AppOption.INTERPRETER_ARGS, List.of(values));
    }

    /** Variables over those of the caller. */
    public AppOptions env(Map<String, String> values) {
        Map<Object, Object> env = new LinkedHashMap<>();
        if (this.values.get(AppOption.ENV) instanceof Map<?, ?> before) {
            env.putAll(before);
        }
        env.putAll(values);
        return with(AppOption.ENV, env);
    }

    /** One variable over those of the caller. */
    public AppOptions env(String name, String value) {
        return env(Map.of(name, value));
    }

    /** The {@code PORT} that the app sees. */
    public AppOptions port(int value) {
        return with(AppOption.PORT, value);
    }

    /** Variables of the caller whose name contains one of these are not inherited. */
    public AppOptions filterEnv(String... parts) {
        return with(AppOption.FILTER_ENV, List.of(parts));
    }

    /** True: no variable of the caller is inherited but {@code PATH}. */
    public AppOptions filterEnv(boolean value) {
        return with(AppOption.FILTER_ENV, value);
    }

    /** Copies to run; 0 for one per CPU, negative for that many less. */
    public AppOptions instances(int value) {
        return with(AppOption.INSTANCES, value);
    }

    /** Fork, or Node's cluster, whose instances share their ports. */
    public AppOptions execMode(ExecMode value) {
        return with(AppOption.EXEC_MODE, value.word());
    }

    /** False: the app is listed, not started. */
    public AppOptions autostart(boolean value) {
        return with(AppOption.AUTOSTART, value);
    }

    /** False: the app stays down after any exit. */
    public AppOptions autorestart(boolean value) {
        return with(AppOption.AUTORESTART, value);
    }

    /** A run shorter than this, at least 100 ms, counts as unstable. */
    public AppOptions minUptime(Duration value) {
        return with(AppOption.MIN_UPTIME, value.toMillis());
    }

    /** Unstable runs in a row before the app is given up. */
    public AppOptions maxRestarts(int value) {
        return with(AppOption.MAX_RESTARTS, value);
    }

    /** Wait before each automatic restart. */
    public AppOptions restartDelay(Duration value) {
        return with(AppOption.RESTART_DELAY, value.toMillis());
    }

    /** First wait of a growing delay before automatic restarts. */
    public AppOptions expBackoffRestartDelay(Duration value) {
        return with(AppOption.EXP_BACKOFF_RESTART_DELAY, value.toMillis());
    }

    /** Exit codes after which the app stays down. */
    public AppOptions stopExitCodes(Set<Integer> values) {
        return with(AppOption.STOP_EXIT_CODES, List.copyOf(values));
    }

    /** Bytes of memory above which the app is restarted. */
    public AppOptions maxMemoryRestart(long bytes) {
        return with(AppOption.MAX_MEMORY_RESTART, bytes);
    }

    /** A schedule of five fields, or six with seconds first; {@code "0"} removes it. */
    public AppOptions cronRestart(String pattern) {
        return with(AppOption.CRON_RESTART, pattern);
    }

    /** Whether a change of a file in the working folder restarts the app. */
    public AppOptions watch(boolean value) {
        return with(AppOption.WATCH, value);
    }

    /** Files and folders of which a change restarts the app. */
    public AppOptions watch(String... paths) {
        return with(AppOption.WATCH, List.of(paths));
    }

    /** What a watch does not look at. */
    public AppOptions ignoreWatch(String... patterns) {
        return with(AppOption.IGNORE_WATCH, List.of(patterns));
    }

    /** Wait between a change that a watch has seen and the restart. */
    public AppOptions watchDelay(Duration value) {
        return with(AppOption.WATCH_DELAY, value.toMillis());
    }

    /** Options of PM2's file watcher, JSON-shaped; kept for PM2's daemon. */
    public AppOptions watchOptions(Map<String, Object> values) {
        return with(AppOption.WATCH_OPTIONS, new LinkedHashMap<>(values));
    }

    /** From the signal that asks the app to end to the one that kills it. */
    public AppOptions killTimeout(Duration value) {
        return with(AppOption.KILL_TIMEOUT, value.toMillis());
    }

    /** Whether the descendants of the app get the signal as well. */
    public AppOptions treekill(boolean value) {
        return with(AppOption.TREEKILL, value);
    }

    /** Whether the app is asked to end by the message {@code "shutdown"} instead of a signal. */
    public AppOptions shutdownWithMessage(boolean value) {
        return with(AppOption.SHUTDOWN_WITH_MESSAGE, value);
    }

    /** Whether the app counts as online only when it has sent {@code "ready"}. */
    public AppOptions waitReady(boolean value) {
        return with(AppOption.WAIT_READY, value);
    }

    /** How long {@code "ready"}, or a port of a new worker, is waited for. */
    public AppOptions listenTimeout(Duration value) {
        return with(AppOption.LISTEN_TIMEOUT, value.toMillis());
    }

    /** File of the standard output: PM2's {@code output}. */
    public AppOptions output(Path file) {
        return with(AppOption.OUT_FILE, file.toString());
    }

    /** File of the standard error. */
    public AppOptions error(Path file) {
        return with(AppOption.ERROR_FILE, file.toString());
    }

    /** File that gets both. */
    public AppOptions logFile(Path file) {
        return with(AppOption.LOG_FILE, file.toString());
    }

    /** A day.js pattern that is put before each line. */
    public AppOptions logDateFormat(String pattern) {
        return with(AppOption.LOG_DATE_FORMAT, pattern);
    }

    /** True: PM2's usual time, {@code YYYY-MM-DDTHH:mm:ss}, before each line. */
    public AppOptions time(boolean value) {
        return with(AppOption.TIME, value);
    }

    /** {@code "json"}: a JSON object per line of output; {@code "raw"}: the line itself. */
    public AppOptions logType(String value) {
        return with(AppOption.LOG_TYPE, value);
    }

    /** True: the output goes nowhere. */
    public AppOptions disableLogs(boolean value) {
        return with(AppOption.DISABLE_LOGS, value);
    }

    /** Whether all instances write into the same files. */
    public AppOptions mergeLogs(boolean value) {
        return with(AppOption.MERGE_LOGS, value);
    }

    /** File of the pid. */
    public AppOptions pid(Path file) {
        return with(AppOption.PID_FILE, file.toString());
    }

    /** Name of the variable that holds the number of the instance. */
    public AppOptions instanceVar(String name) {
        return with(AppOption.INSTANCE_VAR, name);
    }

    /** A variable that each instance gets with a value one higher. */
    public AppOptions incrementVar(String name) {
        return with(AppOption.INCREMENT_VAR, name);
    }

    /** The user to run as, by name or number: what the supervisor runs as, or refused. */
    public AppOptions uid(String user) {
        return with(AppOption.UID, user);
    }

    /** The group to run as, by name or number: what the supervisor runs as, or refused. */
    public AppOptions gid(String group) {
        return with(AppOption.GID, group);
    }

    /** Commands that {@code pm2 pull} runs afterwards. */
    public AppOptions postUpdate(String... commands) {
        return with(AppOption.POST_UPDATE, List.of(commands));
    }

    /** Whether Node maps positions in stack traces to the sources. */
    public AppOptions sourceMapSupport(boolean value) {
        return with(AppOption.SOURCE_MAP_SUPPORT, value);
    }

    /** True: starting a script that runs already starts a second copy. */
    public AppOptions force(boolean value) {
        return with(AppOption.FORCE, value);
    }

    /** Whether a second copy is wanted. */
    public boolean isForced() {
        return Boolean.TRUE.equals(values.get(AppOption.FORCE));
    }

    /**
     * The specifications that these options make; reads the file system.
     *
     * @param home where log and pid files go
     * @param environment the caller's, inherited by the app
     * @param folder relative paths are relative to it
     */
    public Resolved resolve(Home home, Map<String, String> environment, Path folder) {
        List<Problem> problems = new ArrayList<>();
        Optional<ProcessSpec> spec = reader(home, environment, folder, problems).read();
        return new Resolved(problems.isEmpty() ? spec : Optional.empty(), problems);
    }

    /** {@code spec} with these options changed; its script stays. Reads the file system. */
    public Resolved changed(ProcessSpec spec, Home home) {
        List<Problem> problems = new ArrayList<>();
        if (values.containsKey(AppOption.SCRIPT)) {
            problems.add(
                    new Problem(0, "the script of a process cannot be changed: start a new one."));
        }
        ProcessSpec changed = reader(home, Map.of(), spec.cwd(), problems).over(spec);
        return new Resolved(problems.isEmpty() ? Optional.of(changed) : Optional.empty(), problems);
    }

    /**
     * What options make.
     *
     * @param spec absent when there are problems
     * @param problems what is wrong
     */
    public record Resolved(Optional<ProcessSpec> spec, List<Problem> problems) {

        public Resolved {
            problems = List.copyOf(problems);
        }
    }

    private AppReader reader(
            Home home, Map<String, String> environment, Path folder, List<Problem> problems) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((option, value) -> named.put(option.key(), value));
        return new AppReader(
                (Located.Obj) Located.of(named),
                new AppReader.Place(home, environment, folder, Optional.empty()),
                problems);
    }

    private AppOptions with(AppOption option, Object value) {
        Map<AppOption, Object> changed = new LinkedHashMap<>(values);
        changed.put(option, value);
        return new AppOptions(changed);
    }

    @Override
    public String toString() {
        // Variables may be secrets.
        return "AppOptions" + values.keySet();
    }
}
