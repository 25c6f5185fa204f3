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
 * @param end how it ended; empty while it runs
 */
public record RunRecord(
        int run, long pid, Instant startedAt, Cause startCause, Optional<RunEnd> end) {

    /** A run that goes on. */
    public static RunRecord begun(int run, long pid, Instant startedAt, Cause startCause) {
        return new RunRecord(run, pid, startedAt, startCause, Optional.empty());
    }

    /** The same run, ended. */
    public RunRecord ended(RunEnd how) {
        return new RunRecord(run, pid, startedAt, startCause, Optional.of(how));
    }

    /** How it ended; empty while it runs. */
    public Optional<ExitStatus> exit() {
        return end.map(RunEnd::exit);
    }

    /** Why it ended; empty while it runs. */
    public Optional<Cause> endCause() {
        return end.map(RunEnd::cause);
    }

    /** The last lines of its standard error, oldest first; empty while it runs. */
    public List<String> lastErrorLines() {
        return end.map(RunEnd::lastErrorLines).orElse(List.of());
    }
}
