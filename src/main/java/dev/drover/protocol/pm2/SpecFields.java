package dev.drover.protocol.pm2;

import dev.drover.domain.ExecMode;
import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a service (spec/pm2.md section 6.2) to and from {@link ProcessSpec}. */
public final class SpecFields {

    private static final String ARGS = "args";

    /** Options that have a place of their own in {@link ProcessSpec}. */
    private static final Set<String> KNOWN =
            Set.of(
                    "name",
                    "namespace",
                    "pm_exec_path",
                    ARGS,
                    "exec_interpreter",
                    "node_args",
                    "pm_cwd",
                    "env",
                    "exec_mode",
                    "instances",
                    "autostart",
                    "autorestart",
                    "min_uptime",
                    "max_restarts",
                    "restart_delay",
                    "exp_backoff_restart_delay",
                    "max_memory_restart",
                    "kill_timeout",
                    "treekill",
                    "shutdown_with_message",
                    "wait_ready",
                    "listen_timeout",
                    "pm_out_log_path",
                    "pm_err_log_path",
                    "pm_log_path",
                    "log_date_format",
                    "log_type",
                    "merge_logs",
                    "disable_logs",
                    "pm_pid_path",
                    "username");

    /** Further options of PM2's clients, kept as they came even when a variable has their name. */
    private static final Set<String> FURTHER =
            Set.of(
                    "stop_exit_codes",
                    "filter_env",
                    "vizion",
                    "watch",
                    "ignore_watch",
                    "watch_options",
                    "watch_delay",
                    "instance_var",
                    "pmx",
                    "automation",
                    "windowsHide",
                    "kill_retry_time",
                    "km_link",
                    "cron_restart",
                    "uid",
                    "gid",
                    "increment_var",
                    "source_map_support",
                    "disable_source_map_support",
                    "trace",
                    "deep_monitoring",
                    "v8",
                    "io",
                    "event_loop_inspector",
                    "version",
                    "post_update",
                    "force",
                    "append_env_to_name",
                    // A module: clients list it apart, and neither save it nor touch it with "all".
                    "pmx_module");

    private static final DaemonDefaults OWN = DaemonDefaults.OF_THIS_PROCESS;

    /** Numbers that PM2 lists when they were given, even those that hold anyway. */
    private static final Map<String, Long> DEFAULTS =
            Map.of(
                    "kill_timeout", OWN.stop().timeout().toMillis(),
                    "listen_timeout", OWN.ready().timeout().toMillis(),
                    "max_memory_restart", 0L,
                    "min_uptime", RestartPolicy.DEFAULT.minUptime().toMillis(),
                    "max_restarts", (long) RestartPolicy.DEFAULT.maxRestarts());

    /** What belongs to a run or an entry and not to what should run. */
    private static final Set<String> STATE =
            Set.of(
                    "status",
                    "pm_id",
                    "unique_id",
                    "pm_uptime",
                    "created_at",
                    "restart_time",
                    "unstable_restarts",
                    "exit_code",
                    "prev_restart_delay",
                    "vizion_running",
                    "versioning",
                    "node_version",
                    "_tree_pids",
                    "_km_monitored",
                    "_pm2_version",
                    "axm_actions",
                    "axm_monitor",
                    "axm_options",
                    "axm_dynamic");

    /** PM2's word for a program without a version. */
    public static final String NO_VERSION = "N/A";

    private static final String DEFAULT_INSTANCE_VAR = OWN.instanceVar();

    private static final String STOP_EXIT_CODES = "stop_exit_codes";
    private static final String VERSION = "version";

    private SpecFields() {}

    /**
     * Reads what {@code prepare} gets, or an entry of a saved list.
     *
     * @throws InvalidOptionException when a value has the wrong shape, or name or script is missing
     */
    public static ProcessSpec decode(@Nullable Object config, Home home) {
        return read(Fields.strict(config, "The app configuration"), home);
    }

    static ProcessSpec read(Fields fields, Home home) {
        String name = fields.shownText("name", "");
        if (name.isBlank()) {
            throw new InvalidOptionException("The app configuration has an empty \"name\".");
        }
        Path script =
                fields.optionalPath("pm_exec_path")
                        .orElseThrow(
                                () ->
                                        new InvalidOptionException(
                                                "The app configuration has no \"pm_exec_path\","
                                                        + " which is required."));
        TriggerFields.check(fields);
        ProcessSpec.Builder builder = ProcessSpec.builder(home.root(), name, script);
        ProcessSpec plain = builder.build();
        return builder.namespace(fields.shownText("namespace", "default"))
                .args(fields.words(ARGS))
                .interpreter(fields.text("exec_interpreter", ProcessSpec.NO_INTERPRETER))
                .interpreterArgs(fields.words("node_args"))
                .cwd(fields.optionalPath("pm_cwd").orElse(plain.cwd()))
                .env(fields.scalars("env"))
                .mode(mode(fields))
                .instances(fields.whole("instances", 1))
                .autostart(fields.flag("autostart", true))
                .restart(restartPolicy(fields))
                .stop(stopPolicy(fields))
                .ready(
                        new ReadyPolicy(
                                fields.flag("wait_ready", false),
                                fields.timeout("listen_timeout", OWN.ready().timeout())))
                .logs(logs(fields, plain.logs()))
                .pidFile(fields.optionalPath("pm_pid_path").orElse(plain.pidFile()))
                .username(fields.text("username", plain.username()))
                .extra(extra(fields))
                .build();
    }

    /** The options as PM2's client sends them with {@code prepare}. */
    public static Map<String, Object> encode(ProcessSpec spec) {
        Map<String, Object> map = new LinkedHashMap<>(spec.extra());
        map.put("name", spec.name());
        map.put("namespace", spec.namespace());
        map.put("pm_exec_path", spec.script().toString());
        map.put("pm_cwd", spec.cwd().toString());
        if (!Fields.lenient(map).words(ARGS).equals(spec.args())) {
            map.put(ARGS, spec.args());
        }
        map.put("exec_interpreter", spec.interpreter());
        map.put("node_args", spec.interpreterArgs());
        map.put("exec_mode", spec.mode().word());
        map.put("instances", spec.instances());
        map.put("env", spec.env());
        map.put("autostart", spec.autostart());
        map.put("username", spec.username());
        map.put("pm_pid_path", spec.pidFile().toString());
        map.put("treekill", spec.stop().treekill());
        putLogs(map, spec.logs());
        putRestart(map, spec.restart());
        if (!spec.stop().timeout().equals(OWN.stop().timeout())) {
            // 0 would be PM2's default.
            map.put("kill_timeout", Math.max(1, spec.stop().timeout().toMillis()));
        }
        if (spec.stop().byMessage() != OWN.stop().byMessage()) {
            map.put("shutdown_with_message", spec.stop().byMessage());
        }
        if (!spec.stop().signal().equals(OWN.stop().signal())) {
            map.put(DroverInfo.KEY, DroverInfo.ofStopSignal(spec.stop().signal()));
        }
        if (spec.ready().waitReady()) {
            map.put("wait_ready", true);
        }
        if (!spec.ready().timeout().equals(OWN.ready().timeout())) {
            map.put("listen_timeout", Math.max(1, spec.ready().timeout().toMillis()));
        }
        map.putIfAbsent("instance_var", DEFAULT_INSTANCE_VAR);
        return map;
    }

    /** True for a name that means an option or a state, and so can never be a copied variable. */
    static boolean isReserved(String name) {
        return KNOWN.contains(name)
                || FURTHER.contains(name)
                || STATE.contains(name)
                || name.startsWith("drover:");
    }

    /** Name of the variable that holds the number of the instance. */
    static String instanceVar(ProcessSpec spec) {
        return spec.extra().get("instance_var") instanceof String name && !name.isEmpty()
                ? name
                : DEFAULT_INSTANCE_VAR;
    }

    /** The same with the version of the program, which PM2 shows beside its name. */
    public static ProcessSpec withVersion(ProcessSpec spec, String version) {
        Map<String, Object> extra = new LinkedHashMap<>(spec.extra());
        extra.put(VERSION, version);
        return spec.toBuilder().extra(extra).build();
    }

    /** The version of the program, when it is known. */
    public static Optional<String> version(ProcessSpec spec) {
        return spec.extra().get(VERSION) instanceof String version && !version.isEmpty()
                ? Optional.of(version)
                : Optional.empty();
    }

    /** True for the option that {@link #version} tells. */
    public static boolean isVersion(String key) {
        return key.equals(VERSION);
    }

    /** The user or group that the service should run as, when it is not {@code own}. */
    public static Optional<String> otherUser(ProcessSpec spec, String own) {
        Optional<String> user = otherUser(spec.extra().get("uid"), own);
        return user.isPresent() ? user : otherUser(spec.extra().get("gid"), own);
    }

    private static Optional<String> otherUser(@Nullable Object asked, String own) {
        if (!Fields.isScalar(asked)) {
            return Optional.empty();
        }
        String user = Fields.scalarText(asked);
        boolean isOwn = user.isEmpty() || user.equals(own);
        return isOwn || own.equals("root") && user.equals("0")
                ? Optional.empty()
                : Optional.of(user);
    }

    private static ExecMode mode(Fields fields) {
        List<String> words = List.of("fork_mode", "fork", "cluster_mode", "cluster");
        return fields.optionalChoice("exec_mode", words).orElse("fork").startsWith("cluster")
                ? ExecMode.CLUSTER
                : ExecMode.FORK;
    }

    private static RestartPolicy restartPolicy(Fields fields) {
        RestartPolicy plain = RestartPolicy.DEFAULT;
        return new RestartPolicy(
                fields.flag("autorestart", plain.autorestart()),
                fields.millis("min_uptime", plain.minUptime()),
                fields.upTo(Integer.MAX_VALUE, "max_restarts", plain.maxRestarts()),
                fields.millis("restart_delay", plain.delay()),
                fields.optionalMillis("exp_backoff_restart_delay").filter(d -> !d.isZero()),
                fields.wholes(STOP_EXIT_CODES),
                fields.optionalWhole("max_memory_restart").filter(bytes -> bytes > 0));
    }

    private static StopPolicy stopPolicy(Fields fields) {
        Signal signal =
                DroverInfo.stopSignal(fields.object(DroverInfo.KEY)).orElse(OWN.stop().signal());
        return new StopPolicy(
                signal,
                fields.timeout("kill_timeout", OWN.stop().timeout()),
                fields.flag("treekill", true),
                fields.flag("shutdown_with_message", OWN.stop().byMessage()));
    }

    private static LogSettings logs(Fields fields, LogSettings plain) {
        return new LogSettings(
                fields.optionalPath("pm_out_log_path").orElse(plain.out()),
                fields.optionalPath("pm_err_log_path").orElse(plain.err()),
                fields.optionalPath("pm_log_path"),
                fields.optionalText("log_date_format").filter(format -> !format.isEmpty()),
                fields.text("log_type", "").equals("json"),
                fields.flag("merge_logs", false),
                fields.flag("disable_logs", false));
    }

    /** What is neither a known option nor state nor a variable that was copied to the top level. */
    private static Map<String, Object> extra(Fields fields) {
        String instanceVar = fields.text("instance_var", DEFAULT_INSTANCE_VAR);
        Set<String> variables = fields.scalars("env").keySet();
        Map<String, Object> extra = new LinkedHashMap<>();
        fields.map()
                .forEach(
                        (key, value) -> {
                            boolean further =
                                    FURTHER.contains(key)
                                            || !variables.contains(key) && !key.equals(instanceVar);
                            boolean known =
                                    KNOWN.contains(key) && !isDefault(key, value)
                                            || key.equals(STOP_EXIT_CODES) && isPlainList(value)
                                            || STATE.contains(key)
                                            || key.startsWith("drover:")
                                            || key.equals(VERSION) && NO_VERSION.equals(value);
                            if (further && !known) {
                                extra.put(key, value);
                            }
                        });
        return extra;
    }

    /** What holds anyway, and arguments that are none or no texts: listed as they were given. */
    private static boolean isDefault(String key, @Nullable Object value) {
        if (key.equals(ARGS) && value instanceof List<?> list) {
            return list.isEmpty() || !list.stream().allMatch(String.class::isInstance);
        }
        boolean none = value instanceof Number time && time.doubleValue() == 0;
        return none && key.endsWith("_timeout")
                || value instanceof Number number
                        && DEFAULTS.containsKey(key)
                        && number.doubleValue() == DEFAULTS.get(key);
    }

    /** As it is written anyhow. */
    private static boolean isPlainList(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance);
    }

    private static void putLogs(Map<String, Object> map, LogSettings logs) {
        map.put("pm_out_log_path", logs.out().toString());
        map.put("pm_err_log_path", logs.err().toString());
        logs.combined().ifPresent(path -> map.put("pm_log_path", path.toString()));
        logs.dateFormat().ifPresent(format -> map.put("log_date_format", format));
        if (logs.merge()) {
            map.put("merge_logs", true);
        }
        if (logs.json()) {
            map.put("log_type", "json");
        }
        if (logs.disabled()) {
            map.put("disable_logs", true);
        }
    }

    private static void putRestart(Map<String, Object> map, RestartPolicy restart) {
        RestartPolicy plain = RestartPolicy.DEFAULT;
        map.put("autorestart", restart.autorestart());
        if (!restart.minUptime().equals(plain.minUptime())) {
            map.put("min_uptime", restart.minUptime().toMillis());
        }
        if (restart.maxRestarts() != plain.maxRestarts()) {
            map.put("max_restarts", restart.maxRestarts());
        }
        if (!restart.delay().isZero()) {
            map.put("restart_delay", restart.delay().toMillis());
        }
        restart.backoff()
                .ifPresent(first -> map.put("exp_backoff_restart_delay", first.toMillis()));
        // In the shape in which they were given, as long as they are the same.
        if (!Fields.lenient(map).wholes(STOP_EXIT_CODES).equals(restart.stopExitCodes())) {
            map.put(STOP_EXIT_CODES, List.copyOf(restart.stopExitCodes()));
        }
        restart.maxMemory().ifPresent(bytes -> map.put("max_memory_restart", bytes));
    }
}
