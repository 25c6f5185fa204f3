package dev.drover.supervisor;

import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.Lifecycle.State;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.cluster.ClusterWorker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Ends runs and what they leave behind. Runs on the owner thread; the waiting is done by workers.
 */
final class RunEnder {

    private static final String FAILED =
            "Killed: it could not be ended as it was to be; pm2.log says why.";

    private final Mailbox mailbox;
    private final Workers workers;
    private final BiConsumer<ManagedProcess, Input> input;

    /**
     * @param input is told when a run and all that belongs to it are gone
     */
    RunEnder(Mailbox mailbox, Workers workers, BiConsumer<ManagedProcess, Input> input) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.input = input;
    }

    /** Begins to end the present run, without asking first where {@code force} says so. */
    void stop(ManagedProcess row, boolean force) {
        Run run = row.run;
        if (run == null) {
            return;
        }
        run.worker().ifPresent(ClusterWorker::retire);
        // What was sent before comes before.
        run.child().uncork();
        ProcessFamily family = new ProcessFamily(run.tag(), row.uniqueId);
        // The entry's and not the run's: a restart that changes it means this stop already.
        StopPolicy policy = row.spec.stop();
        workers.await(
                () -> {
                    try {
                        Stopper.Outcome outcome =
                                force
                                        ? Stopper.kill(run.child(), family)
                                        : Stopper.stop(run.child(), family, policy);
                        ended(
                                row,
                                run,
                                outcome,
                                outcome.forced() && !force
                                        ? Optional.of(killed(policy))
                                        : Optional.empty());
                    } catch (RuntimeException | OutOfMemoryError e) {
                        // An entry that is stopping for ever could be neither started nor deleted.
                        ended(
                                row,
                                run,
                                Stopper.killAlone(run.child(), policy),
                                Optional.of(FAILED));
                        throw e;
                    }
                });
    }

    private void ended(
            ManagedProcess row, Run run, Stopper.Outcome outcome, Optional<String> killed) {
        settled(run, outcome)
                .thenRun(() -> mailbox.post(() -> treeGone(row, run, outcome, killed)));
    }

    /** What survived SIGKILL has no exit to wait for. */
    private static CompletableFuture<Void> settled(Run run, Stopper.Outcome outcome) {
        return outcome.survivors().contains(run.child().pid())
                ? CompletableFuture.completedFuture(null)
                : run.settled();
    }

    private static String killed(StopPolicy policy) {
        return "Killed: it did not end within %d ms after %s."
                .formatted(
                        policy.timeout().toMillis(),
                        policy.byMessage() ? "the message \"shutdown\"" : policy.signal().name());
    }

    /**
     * @param killed why it did not end by itself, when it was to
     */
    private void treeGone(
            ManagedProcess row, Run run, Stopper.Outcome outcome, Optional<String> killed) {
        if (row.run != run || row.standing.state() != State.STOPPING) {
            return;
        }
        row.bookkeeping = row.bookkeeping.withTree(outcome.asked());
        if (!outcome.survivors().isEmpty()) {
            row.statusReason =
                    Optional.of(
                            "Could not be ended: pid %s still runs."
                                    .formatted(outcome.survivors()));
        } else if (killed.isPresent()) {
            row.statusReason = killed;
        }
        input.accept(row, new Input.TreeGone(outcome.survivors().isEmpty()));
    }

    private static List<Long> running(List<ProcessRef> processes) {
        return processes.stream().filter(ProcessRef::isAlive).map(ProcessRef::pid).toList();
    }

    /** A new run must not fight the remains of the last one for a port. */
    void sweep(ManagedProcess row) {
        Run run = row.run;
        if (run != null && run.spec().stop().treekill()) {
            run.child().killGroup(Signal.SIGKILL);
        }
    }

    /** True when something of an entry that is down may still run. */
    static boolean mayHaveLeftovers(ManagedProcess row) {
        State state = row.standing.state();
        return (state == State.STOPPED || state == State.ERRORED)
                && (!row.leftovers.isEmpty()
                        || row.run != null && row.run.spec().stop().treekill());
    }

    /**
     * Ends what an entry that is down has left: processes of a former supervisor, and those that
     * left the parent and group of their run. A start waits until that is done.
     *
     * @param tag covers what is to be ended
     * @param then gets the pids that still run, on the owner thread
     */
    void endLeftovers(ManagedProcess row, RunTag tag, Consumer<List<Long>> then) {
        List<ProcessRef> leftovers = row.leftovers;
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Void> before = row.sweep;
        row.sweep = over;
        sweep(row);
        workers.await(
                () -> {
                    before.join();
                    List<Long> left = List.of();
                    try {
                        left =
                                Stopper.stopLeftovers(
                                        leftovers,
                                        new ProcessFamily(tag, row.uniqueId),
                                        row.spec.stop());
                    } catch (RuntimeException | OutOfMemoryError e) {
                        left = running(leftovers);
                        throw e;
                    } finally {
                        // Whoever waits to start it waits no longer, whatever came of this.
                        over.complete(null);
                        List<Long> told = left;
                        mailbox.post(() -> then.accept(told));
                    }
                });
    }
}
