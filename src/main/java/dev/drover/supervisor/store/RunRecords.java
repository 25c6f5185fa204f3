package dev.drover.supervisor.store;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.RunRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last runs of one entry. Not safe for use by several threads: it belongs to the owner thread.
 */
public final class RunRecords {

    /** Runs that are kept. */
    public static final int LIMIT = 50;

    private final List<RunRecord> runs = new ArrayList<>();

    /** A run began. */
    public void begin(int run, long pid, Instant at, Cause cause) {
        runs.add(
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

    /** A run ended. Nothing is noted of one that is not kept any more. */
    public void end(
            int run, Instant at, ExitStatus status, Cause cause, List<String> lastErrorLines) {
        runs.replaceAll(
                one ->
                        one.run() != run
                                ? one
                                : new RunRecord(
                                        one.run(),
                                        one.pid(),
                                        one.startedAt(),
                                        one.startCause(),
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
