package dev.drover.protocol.pm2;

import dev.drover.domain.Bookkeeping;
import dev.drover.domain.ExecMode;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process description in a list (spec/pm2.md section 5) to and from {@link ProcessDescription}.
 * Reading takes the entries of Drover's supervisor and those of a PM2 daemon, whatever they lack.
 */
public final class ListEntry {

    private static final String STARTED_AT = "pm_uptime";
    private static final String ENV = "env";
    private static final String PM2_ENV = "pm2_env";
    private static final String PREVIOUS_DELAY = "prev_restart_delay";
    private static final String TREE_PIDS = "_tree_pids";

    private ListEntry() {}

    /** With {@code monit}, as in the reply of {@code getMonitorData}. */
    public static Map<String, Object> encode(ProcessDescription process) {
        Map<String, Object> entry = withoutMonit(process);
        Map<String, Object> monit = new LinkedHashMap<>();
        monit.put("memory", process.metrics().memoryBytes());
        monit.put("cpu", process.metrics().cpuPercent());
        entry.put("monit", monit);
        return entry;
    }

    /** As in the replies of most other methods. */
    public static Map<String, Object> withoutMonit(ProcessDescription process) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("pid", process.pid().orElse(0));
        entry.put("name", process.name());
        entry.put(PM2_ENV, pm2Env(process));
        entry.put("pm_id", process.id());
        return entry;
    }

    /** The list without {@code monit}. */
    public static List<Object> withoutMonit(List<ProcessDescription> processes) {
        List<Object> entries = new ArrayList<>();
        processes.forEach(process -> entries.add(withoutMonit(process)));
        return entries;
    }

    /** What starting and restarting answer. */
    public static Map<String, Object> spawnResult(ProcessDescription process) {
        long pid = process.pid().orElse(0);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("process", Map.of("pid", pid));
        result.put("pid", pid);
        result.put("pm_id", process.id());
        result.put(PM2_ENV, pm2Env(process));
        return result;
    }

    /**
     * What a reload answers: about a worker that was replaced, PM2 tells of that one, as {@code
     * _old_7}.
     */
    public static Map<String, Object> reloadResult(ProcessDescription process) {
        boolean replaced =
                process.spec().mode() == ExecMode.CLUSTER
                        && process.status() == ProcessStatus.STOPPED;
        if (!replaced) {
            return spawnResult(process);
        }
        Map<String, Object> entry = withoutMonit(process);
        Map<String, Object> env = pm2Env(process);
        env.put("pm_id", replacedId(process));
        entry.put(PM2_ENV, env);
        entry.put("pm_id", replacedId(process));
        return entry;
    }

    /** PM2's name for the worker that a reload replaced. */
    static String replacedId(ProcessDescription process) {
        return "_old_" + process.id();
    }

    /**
     * Options, state and, because clients read it there, the environment again at the top level,
     * where it never overrides an option.
     */
    static Map<String, Object> pm2Env(ProcessDescription process) {
        Map<String, Object> map = optionsAndState(process);
        process.spec()
                .env()
                .forEach(
                        (name, value) -> {
                            if (!SpecFields.isReserved(name)) {
                                map.putIfAbsent(name, value);
                            }
                        });
        return map;
    }

    static Map<String, Object> optionsAndState(ProcessDescription process) {
        Map<String, Object> map = SpecFields.encode(process.spec());
        putState(map, process);
        return map;
    }

    /** As {@link #pm2Env}, without the nested environment: the {@code process} of an event. */
    static Map<String, Object> flatEnv(ProcessDescription process) {
        Map<String, Object> map = pm2Env(process);
        map.remove(ENV);
        return map;
    }

    private static void putState(Map<String, Object> map, ProcessDescription process) {
        map.put("pm_id", process.id());
        map.put("unique_id", process.uniqueId());
        map.put("status", process.status().word());
        map.put("restart_time", process.restarts());
        map.put("unstable_restarts", process.unstableRestarts());
        // PM2's clients reckon with it, for what never ran too.
        process.startedAt()
                .or(process::createdAt)
                .ifPresent(at -> map.put(STARTED_AT, at.toEpochMilli()));
        map.put("created_at", process.createdAt().map(Instant::toEpochMilli).orElse(null));
        process.lastExit().ifPresent(exit -> map.put("exit_code", exitCode(exit)));
        map.put(SpecFields.instanceVar(process.spec()), process.instance());
        map.putIfAbsent("version", SpecFields.NO_VERSION);
        map.put("vizion_running", false);
        map.put("axm_actions", List.of());
        map.put("axm_monitor", Map.of());
        map.put("axm_options", Map.of());
        map.put("axm_dynamic", Map.of());
        map.putAll(process.reported());
        Bookkeeping notes = process.bookkeeping();
        notes.lastBackoff().ifPresent(delay -> map.put(PREVIOUS_DELAY, delay.toMillis()));
        if (!notes.lastTree().isEmpty()) {
            map.put(TREE_PIDS, notes.lastTree());
        }
        map.put(DroverInfo.KEY, DroverInfo.encode(process));
    }

    /**
     * One number for PM2's clients: as a shell words it. {@code drover:info} has the exact status.
     */
    static int exitCode(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> code;
            case ExitStatus.Signaled signaled -> 128 + signaled.signal().number();
            case ExitStatus.NeverStarted _ -> 127;
            case ExitStatus.Unknown _ -> 1;
        };
    }

    /**
     * Reads one entry of a list.
     *
     * @throws InvalidOptionException when it is not an object with an id
     */
    public static ProcessDescription decode(@Nullable Object entry, Home home) {
        Fields outer = Fields.strict(entry, "A list entry");
        Fields monit = outer.object("monit");
        Map<String, @Nullable Object> env = new LinkedHashMap<>(outer.object(PM2_ENV).map());
        env.putIfAbsent("pm_id", outer.raw("pm_id"));
        env.putIfAbsent("name", outer.raw("name"));
        Metrics metrics = new Metrics(monit.real("cpu"), monit.optionalWhole("memory").orElse(0L));
        return decodeEnv(env, outer.optionalWhole("pid").orElse(0L), metrics, home);
    }

    /** Reads an entry, or nothing when the value is not one. */
    public static Optional<ProcessDescription> tryDecode(@Nullable Object value, Home home) {
        return Fields.lenient(value).object(PM2_ENV).raw("pm_id") instanceof Number
                ? Optional.of(decode(value, home))
                : Optional.empty();
    }

    /** Reads a list of entries; what is not an entry is left out. */
    public static List<ProcessDescription> decodeList(@Nullable Object list, Home home) {
        List<ProcessDescription> processes = new ArrayList<>();
        if (list instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?>) {
                    processes.add(decode(entry, home));
                }
            }
        }
        return processes;
    }

    /**
     * Reads a {@code pm2_env}.
     *
     * @param pid 0 when none runs
     * @throws InvalidOptionException when it has no id
     */
    static ProcessDescription decodeEnv(
            Map<String, @Nullable Object> env, long pid, Metrics metrics, Home home) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>(env);
        complete.putIfAbsent("name", "pm_id " + env.get("pm_id"));
        complete.putIfAbsent("pm_exec_path", "/");
        Fields fields = Fields.lenient(complete);
        Fields info = fields.object(DroverInfo.KEY);
        ProcessSpec spec = SpecFields.read(fields, home);
        ProcessStatus status =
                ProcessStatus.ofWord(fields.text("status", "")).orElse(ProcessStatus.STOPPED);
        return new ProcessDescription(
                Fields.strict(env, "A list entry").whole("pm_id"),
                spec,
                status,
                pid > 0 && status.isAlive() ? OptionalLong.of(pid) : OptionalLong.empty(),
                info.whole("instance", fields.whole(SpecFields.instanceVar(spec), 0)),
                fields.text("unique_id", ""),
                DroverInfo.neverRan(info)
                        ? Optional.empty()
                        : DroverInfo.instant(fields, STARTED_AT),
                DroverInfo.instant(fields, "created_at"),
                fields.whole("restart_time", 0),
                fields.whole("unstable_restarts", 0),
                lastExit(fields, info),
                DroverInfo.decodeCause(info.object("startCause")),
                DroverInfo.decodeCause(info.object("endCause")),
                info.optionalText("statusReason"),
                DroverInfo.instant(info, "nextRestartAt"),
                info.flag("ipc", status == ProcessStatus.ONLINE),
                metrics,
                reported(fields),
                new Bookkeeping(fields.optionalMillis(PREVIOUS_DELAY), pids(fields)),
                DroverInfo.ports(info));
    }

    private static List<Long> pids(Fields fields) {
        List<Long> pids = new ArrayList<>();
        if (fields.raw(TREE_PIDS) instanceof List<?> list) {
            for (Object pid : list) {
                if (pid instanceof Number number) {
                    pids.add(number.longValue());
                }
            }
        }
        return pids;
    }

    private static Optional<ExitStatus> lastExit(Fields fields, Fields info) {
        Optional<ExitStatus> exact = DroverInfo.decodeExit(info.object("lastExit"));
        if (exact.isPresent() || !fields.has("exit_code") || info.has("ipc")) {
            return exact;
        }
        int code = fields.whole("exit_code", 0);
        return Optional.of(
                code == 0
                        ? new ExitStatus.Unknown("PM2 tells 0 for an end by a signal as well")
                        : new ExitStatus.Exited(code));
    }

    private static Map<String, Object> reported(Fields fields) {
        Map<String, Object> reported = new LinkedHashMap<>();
        for (String key : ReportedFields.KEYS) {
            Object value = fields.raw(key);
            boolean empty =
                    value instanceof Map<?, ?> map && map.isEmpty()
                            || value instanceof List<?> list && list.isEmpty();
            if (value != null && !empty) {
                reported.put(key, value);
            }
        }
        return reported;
    }
}
