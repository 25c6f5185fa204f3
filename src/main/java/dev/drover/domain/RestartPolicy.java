package dev.drover.domain;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * When a process that ended by itself is started again. Defaults are PM2's (spec/pm2.md section
 * 6.5).
 *
 * @param autorestart false: stays down after any exit
 * @param minUptime a run shorter than this is unstable
 * @param maxRestarts unstable runs in a row before the entry is given up
 * @param delay fixed wait before each automatic restart; zero: at once
 * @param backoff first wait of a growing delay (times 1.5 up to 15 s); when present it wins over
 *     {@code delay}
 * @param stopExitCodes exit codes after which the process stays down
 * @param maxMemory bytes of resident memory above which it is restarted
 */
public record RestartPolicy(
        boolean autorestart,
        Duration minUptime,
        int maxRestarts,
        Duration delay,
        Optional<Duration> backoff,
        Set<Integer> stopExitCodes,
        Optional<Long> maxMemory) {

    public static final RestartPolicy DEFAULT =
            new RestartPolicy(
                    true,
                    Duration.ofSeconds(1),
                    16,
                    Duration.ZERO,
                    Optional.empty(),
                    Set.of(),
                    Optional.empty());

    public RestartPolicy {
        // In their order: it is listed.
        stopExitCodes = Collections.unmodifiableSet(new LinkedHashSet<>(stopExitCodes));
    }

    public RestartPolicy withAutorestart(boolean value) {
        return new RestartPolicy(
                value, minUptime, maxRestarts, delay, backoff, stopExitCodes, maxMemory);
    }

    public RestartPolicy withDelay(Duration value) {
        return new RestartPolicy(
                autorestart, minUptime, maxRestarts, value, backoff, stopExitCodes, maxMemory);
    }

    public RestartPolicy withBackoff(Duration first) {
        return new RestartPolicy(
                autorestart,
                minUptime,
                maxRestarts,
                delay,
                Optional.of(first),
                stopExitCodes,
                maxMemory);
    }

    public RestartPolicy withMaxRestarts(int value) {
        return new RestartPolicy(
                autorestart, minUptime, value, delay, backoff, stopExitCodes, maxMemory);
    }

    public RestartPolicy withStopExitCodes(Set<Integer> codes) {
        return new RestartPolicy(
                autorestart, minUptime, maxRestarts, delay, backoff, codes, maxMemory);
    }

    public RestartPolicy withMaxMemory(long bytes) {
        return new RestartPolicy(
                autorestart,
                minUptime,
                maxRestarts,
                delay,
                backoff,
                stopExitCodes,
                Optional.of(bytes));
    }
}
