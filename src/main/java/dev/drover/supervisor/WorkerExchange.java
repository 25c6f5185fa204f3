package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.ManagedProcess.Parked;
import dev.drover.supervisor.ManagedProcess.Run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * The exchange of a cluster worker for a new one without a gap: the one before goes on until its
 * successor is ready, and is the present one again when that comes to nothing. Owner thread; the
 * waiting is done by workers.
 */
final class WorkerExchange {

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;
    private final ProcessRunner runner;
    private final KeptRuns kept;
    private final RunBook book;

    WorkerExchange(
            Mailbox mailbox,
            Workers workers,
            EventHub events,
            ProcessRunner runner,
            KeptRuns kept,
            RunBook book) {
        this.book = book;
        this.kept = kept;
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
        this.runner = runner;
    }

    /** True when the entry can be reloaded without a gap. */
    static boolean isPossible(ManagedProcess row) {
        return row.run != null && row.run.worker().isPresent();
    }

    /** The new run is ready: the one before gets no more connections and ends after its clients. */
    void complete(ManagedProcess row) {
        Parked before = row.parked;
        if (before != null) {
            row.parked = null;
            retire(row, before);
        }
    }

    private void retire(ManagedProcess row, Parked before) {
        OldWorker old = new OldWorker(before, row.uniqueId);
        row.oldWorkers.add(old);
        workers.await(
                () -> {
                    Stopper.Outcome outcome = old.end();
                    CompletableFuture<Void> settled =
                            outcome.survivors().isEmpty()
                                    ? old.run().settled()
                                    : CompletableFuture.completedFuture(null);
                    settled.thenRun(() -> mailbox.post(() -> gone(row, old, outcome)));
                });
    }

    private void gone(ManagedProcess row, OldWorker old, Stopper.Outcome outcome) {
        row.oldWorkers.remove(old);
        if (outcome.survivors().isEmpty()) {
            events.publish(
                    new ProcessEvent.ReplacedWorkerStopped(
                            row.describeOld(old.parked(), ProcessStatus.STOPPED), Instant.now()));
        } else {
            events.log(
                    "The worker of %s before its reload could not be ended: pid %s still runs."
                            .formatted(row.spec.name(), outcome.survivors()));
        }
        old.gone().complete(null);
    }

    /**
     * The new run came to nothing; the one before is the present one again.
     *
     * @param what happened to the new one, as a sentence
     */
    void rollBack(ManagedProcess row, Parked before, String what) {
        row.unpark(before);
        row.endCause = new Cause.OwnExit();
        row.trouble = Optional.empty();
        row.notedRun = before.run().number();
        row.statusReason =
                Optional.of(
                        "The reload was given up: %s Pid %d from before goes on."
                                .formatted(what, before.run().child().pid()));
        ProcessDescription process = row.describe();
        workers.execute(
                () ->
                        runner.note(process, before.run().number(), process.pid().orElseThrow())
                                .ifPresent(line -> mailbox.post(() -> events.log(line))));
    }

    /** A former run of the entry ended. */
    void exited(ManagedProcess row, Run run, ExitStatus status) {
        Optional<Parked> replaced =
                row.oldWorkers.stream()
                        .filter(old -> old.run() == run)
                        .map(OldWorker::parked)
                        .findFirst();
        Cause cause = replaced.map(Parked::endCause).orElse(new Cause.OwnExit());
        Optional<Parked> former = replaced.or(() -> Optional.ofNullable(row.parked));
        if (row.parked != null && row.parked.run() == run) {
            row.parked = null;
        }
        book.ended(row, run.number(), status, cause);
        kept.release(run.tag());
        former.ifPresent(
                it ->
                        events.publish(
                                new ProcessEvent.ReplacedWorkerExited(
                                        row.describeOld(it, ProcessStatus.STOPPING),
                                        status,
                                        Instant.now())));
    }

    /** Ends at once what still runs of former runs: the entry itself is to end. */
    void hurry(ManagedProcess row) {
        Parked before = row.parked;
        if (before != null) {
            row.parked = null;
            retire(row, before);
        }
        row.oldWorkers.forEach(OldWorker::hurry);
    }

    /** Does something when no former run is left, but not later than after this time. */
    void whenFormerGone(ManagedProcess row, Duration limit, Runnable then) {
        CompletableFuture<Void> over = formerGone(row);
        over.thenRun(then);
        if (!over.isDone()) {
            Future<?> timer = mailbox.after(limit, () -> over.complete(null));
            over.thenRun(() -> timer.cancel(false));
        }
    }

    /** Completed when no former run is left. */
    CompletableFuture<Void> formerGone(ManagedProcess row) {
        return CompletableFuture.allOf(
                row.oldWorkers.stream().map(OldWorker::gone).toArray(CompletableFuture[]::new));
    }
}
