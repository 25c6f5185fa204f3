package dev.drover.supervisor.store;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.RunRecord;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last runs of one entry. Not safe for use by several threads: it belongs to the owner thread.
 */
public final class RunRecords {

    /** Runs that are kept. */
    public static final int LIMIT = 50;

    private final Deque<RunRecord> runs = new ArrayDeque<>();

    /** A run began. */
    public void begin(int run, long pid, Instant at, Cause cause) {
        runs.addLast(
                new RunRecord(
                        run,
                        pid,
                        at,
                        cause,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        if (runs.size() > LIMIT) {
            runs.removeFirst();
        }
    }

    /** The run that began last ended. */
    public void end(Instant at, ExitStatus status, Cause cause, List<String> lastErrorLines) {
        RunRecord last = runs.removeLast();
        runs.addLast(
                new RunRecord(
                        last.run(),
                        last.pid(),
                        last.startedAt(),
                        last.startCause(),
                        Optional.of(at),
                        Optional.of(status),
                        Optional.of(cause),
                        lastErrorLines));
    }

    /** Oldest first. */
    public List<RunRecord> list() {
        return List.copyOf(runs);
    }
}
