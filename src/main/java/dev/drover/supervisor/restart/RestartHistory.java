package dev.drover.supervisor.restart;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the restart decision remembers of an entry.
 *
 * @param shortRuns when short runs ended, oldest first, in nanoseconds of {@link
 *     System#nanoTime()}; only those inside the window
 * @param lastBackoff the last growing delay; empty before the first
 */
public record RestartHistory(List<Long> shortRuns, Optional<Duration> lastBackoff) {

    /** Of a new entry, and after any restart by a user. */
    public static final RestartHistory EMPTY = new RestartHistory(List.of(), Optional.empty());

    public RestartHistory {
        shortRuns = List.copyOf(shortRuns);
    }
}
