package dev.drover.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One life of one process.
 *
 * @param run number of the run, from 1
 * @param pid of the process; 0 when it never came into being
 * @param startedAt when it was spawned
 * @param startCause why
 * @param endedAt when its end was seen; empty while it runs
 * @param exit how it ended; empty while it runs
 * @param endCause why it ended; empty while it runs
 * @param lastErrorLines the last lines of its standard error, oldest first
 */
public record RunRecord(
        int run,
        long pid,
        Instant startedAt,
        Cause startCause,
        Optional<Instant> endedAt,
        Optional<ExitStatus> exit,
        Optional<Cause> endCause,
        List<String> lastErrorLines) {

    public RunRecord {
        lastErrorLines = List.copyOf(lastErrorLines);
    }
}
