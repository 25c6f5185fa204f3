package dev.drover.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What PM2 notes about an entry beside its state. It is told, and nothing is decided by it.
 *
 * @param lastBackoff the last growing delay before a restart, zero after a restart by a user; empty
 *     before either
 * @param lastTree pids that the last stop asked to end
 */
public record Bookkeeping(Optional<Duration> lastBackoff, List<Long> lastTree) {

    /** Of an entry that was neither delayed nor stopped yet. */
    public static final Bookkeeping NONE = new Bookkeeping(Optional.empty(), List.of());

    public Bookkeeping {
        lastTree = List.copyOf(lastTree);
    }

    public Bookkeeping withBackoff(Duration value) {
        return new Bookkeeping(Optional.of(value), lastTree);
    }

    public Bookkeeping withTree(List<Long> value) {
        return new Bookkeeping(lastBackoff, value);
    }
}
