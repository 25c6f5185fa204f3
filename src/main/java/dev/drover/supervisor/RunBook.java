package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.store.RunHistory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notes how each entry stands, and each run when it begins and when it ends, in its entry and on
 * the disk. Owner thread; a worker writes what the next supervisor can do without.
 */
final class RunBook {

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;
    private final EntryNotes notes;
    private final Optional<RunHistory> history;
    private final PeakWatch peaks;
    private final OutOfMemory outOfMemory = OutOfMemory.ofThisMachine();

    /**
     * @param history empty: nothing is kept
     */
    RunBook(
            Mailbox mailbox,
            Workers workers,
            EventHub events,
            EntryNotes notes,
            Optional<RunHistory> history) {
        this.notes = notes;
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
        this.history = history;
        peaks = new PeakWatch(mailbox, workers);
    }

    /** What former supervisors noted, by entry. */
    Map<Integer, List<RunRecord>> load(List<String> notices) {
        try {
            return history.isPresent() ? history.get().load(notices) : Map.of();
        } catch (IOException e) {
            notices.add("The former runs cannot be read: " + e);
            return Map.of();
        }
    }

    /** An entry may stand otherwise than before: to be called before anybody hears of it. */
    void stands(ManagedProcess row) {
        told(row, () -> notes.stands(row));
    }

    /** The counters of an entry were changed. */
    void recounted(ManagedProcess row) {
        told(row, () -> notes.recount(row));
    }

    private void told(ManagedProcess row, Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            events.log("The state of %s cannot be noted: %s".formatted(row.spec.name(), e));
        }
    }

    void began(ManagedProcess row, int number, long pid, Instant at, Cause cause) {
        peaks.watch(row);
        RunRecord run = RunRecord.begun(number, pid, at, cause);
        if (row.runs.begin(run)) {
            write(row.id, run);
        }
    }

    /** The present run ended. */
    void ended(ManagedProcess row, Run run, RunEndings.End end, Cause cause) {
        RunEnd how =
                new RunEnd(
                        Instant.now(),
                        end.status(),
                        cause,
                        end.lastLines(),
                        run.child().peakMemory(),
                        killedAfter(row, run.spec(), end),
                        cause instanceof Cause.OwnExit && outOfMemory.killed(end.status()));
        ended(row, run.number(), how);
    }

    /** A run of which nothing is known but this. */
    void ended(ManagedProcess row, int number, ExitStatus status, Cause cause) {
        ended(row, number, RunEnd.of(Instant.now(), status, cause));
    }

    private void ended(ManagedProcess row, int number, RunEnd how) {
        row.runs.end(number, how).ifPresent(run -> write(row.id, run));
    }

    private static Optional<Duration> killedAfter(
            ManagedProcess row, ProcessSpec spec, RunEndings.End end) {
        Duration timeout = spec.stop().timeout();
        boolean late =
                row.askedToEnd.isPresent()
                        && end.nanoTime() - row.askedToEnd.getAsLong() >= timeout.toNanos();
        boolean killed =
                end.status() instanceof ExitStatus.Signaled(Signal signal, _)
                        && signal.equals(Signal.SIGKILL);
        return late && killed ? Optional.of(timeout) : Optional.empty();
    }

    /** An entry was deleted. */
    void forget(ManagedProcess row) {
        history.ifPresent(it -> inOrder(() -> it.forget(row.id)));
    }

    private void write(int id, RunRecord run) {
        history.ifPresent(it -> inOrder(() -> it.note(id, run)));
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void inOrder(Writing writing) {
        workers.executeInOrder(
                () -> {
                    try {
                        writing.run();
                    } catch (IOException e) {
                        mailbox.post(() -> events.log("A run cannot be noted: " + e));
                    }
                });
    }
}
