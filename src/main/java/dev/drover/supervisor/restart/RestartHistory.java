package dev.drover.supervisor.restart;

import java.time.Duration;
import java.util.Optional;

/**
 * What the restart decision remembers of an entry.
 *
 * @param shortRuns runs shorter than the minimum since the last one that lasted
 * @param failures runs in a row that failed soon, the short ones among them
 * @param lastBackoff the last growing delay that was asked for; empty before the first
 */
public record RestartHistory(int shortRuns, int failures, Optional<Duration> lastBackoff) {

    /** Of a new entry, and after any restart by a user. */
    public static final RestartHistory EMPTY = new RestartHistory(0, 0, Optional.empty());
}
