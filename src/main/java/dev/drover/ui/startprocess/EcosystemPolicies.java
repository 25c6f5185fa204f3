package dev.drover.ui.startprocess;

import dev.drover.domain.ExecMode;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.StopPolicy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a service starts, restarts, ends and logs, by the names of an ecosystem file, as far as it
 * does so otherwise than it would without a word. A signal of its own has no name there.
 */
final class EcosystemPolicies {

    /** PM2's client refuses less. */
    private static final Duration SHORTEST_UPTIME = Duration.ofMillis(100);

    private EcosystemPolicies() {}

    static void addTo(Map<String, Object> entry, ProcessSpec spec) {
        if (!spec.interpreterArgs().isEmpty()) {
            entry.put("interpreter_args", spec.interpreterArgs());
        }
        if (!spec.autostart()) {
            entry.put("autostart", false);
        }
        addRestart(entry, spec.restart());
        addStop(entry, spec.stop());
        if (spec.ready().waitReady()) {
            entry.put("wait_ready", true);
        }
        if (!spec.ready().timeout().equals(ReadyPolicy.DEFAULT.timeout())) {
            entry.put("listen_timeout", millis(spec.ready().timeout()));
        }
        addLogs(entry, spec);
    }

    private static void addRestart(Map<String, Object> entry, RestartPolicy policy) {
        RestartPolicy plain = RestartPolicy.DEFAULT;
        policy.maxMemory().ifPresent(bytes -> entry.put("max_memory_restart", bytes));
        if (!policy.autorestart()) {
            entry.put("autorestart", false);
            return;
        }
        if (!policy.stopExitCodes().isEmpty()) {
            entry.put("stop_exit_codes", List.copyOf(policy.stopExitCodes()));
        }
        if (policy.backoff().isPresent()) {
            entry.put("exp_backoff_restart_delay", policy.backoff().get().toMillis());
        } else if (!policy.delay().isZero()) {
            entry.put("restart_delay", policy.delay().toMillis());
        }
        if (policy.maxRestarts() != plain.maxRestarts()) {
            entry.put("max_restarts", policy.maxRestarts());
        }
        if (!policy.minUptime().equals(plain.minUptime())) {
            boolean tooShort = policy.minUptime().compareTo(SHORTEST_UPTIME) < 0;
            entry.put("min_uptime", (tooShort ? SHORTEST_UPTIME : policy.minUptime()).toMillis());
        }
    }

    private static void addStop(Map<String, Object> entry, StopPolicy policy) {
        if (!policy.timeout().equals(StopPolicy.DEFAULT.timeout())) {
            entry.put("kill_timeout", millis(policy.timeout()));
        }
        if (!policy.treekill()) {
            entry.put("treekill", false);
        }
        if (policy.byMessage()) {
            entry.put("shutdown_with_message", true);
        }
    }

    /** Of nothing, PM2 would say that it is none. */
    private static long millis(Duration time) {
        return Math.max(1, time.toMillis());
    }

    private static void addLogs(Map<String, Object> entry, ProcessSpec spec) {
        LogSettings logs = spec.logs();
        if (!isOfHome(spec, logs.out(), "logs")) {
            entry.put("out_file", logs.out().toString());
        }
        if (!isOfHome(spec, logs.err(), "logs")) {
            entry.put("error_file", logs.err().toString());
        }
        logs.combined().ifPresent(file -> entry.put("log_file", file.toString()));
        logs.dateFormat().ifPresent(format -> entry.put("log_date_format", format));
        if (logs.json()) {
            entry.put("log_type", "json");
        }
        if (logs.merge() && (spec.mode() == ExecMode.CLUSTER || spec.instances() > 1)) {
            entry.put("merge_logs", true);
        }
        if (logs.disabled()) {
            entry.put("disable_logs", true);
        }
        if (!isOfHome(spec, spec.pidFile(), "pids")) {
            entry.put("pid_file", spec.pidFile().toString());
        }
    }

    /** Whether a file is in the home of the supervisor, whose name another one would make anew. */
    private static boolean isOfHome(ProcessSpec spec, Path file, String folder) {
        Optional<Path> home =
                Optional.ofNullable(spec.pidFile().getParent())
                        .filter(pids -> pids.endsWith("pids"))
                        .map(Path::getParent);
        return home.map(it -> it.resolve(folder).equals(file.getParent())).orElse(false);
    }
}
