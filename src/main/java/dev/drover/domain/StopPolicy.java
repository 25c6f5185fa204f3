package dev.drover.domain;

import java.time.Duration;

/**
 * How a process is asked to end (spec/pm2.md section 6.4).
 *
 * @param signal sent first
 * @param timeout from the first signal to SIGKILL
 * @param treekill true: every descendant gets the signal, deepest first, and all must vanish
 * @param byMessage true: the JSON string {@code "shutdown"} is sent over IPC instead of the signal
 */
public record StopPolicy(Signal signal, Duration timeout, boolean treekill, boolean byMessage) {

    public static final StopPolicy DEFAULT =
            new StopPolicy(Signal.SIGINT, Duration.ofMillis(1600), true, false);

    public StopPolicy withTimeout(Duration value) {
        return new StopPolicy(signal, value, treekill, byMessage);
    }
}
