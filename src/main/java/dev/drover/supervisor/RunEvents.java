package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.domain.ProcessEvent;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.cluster.ClusterWorker;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What comes from a run that is under way, brought to the owner thread. */
final class RunEvents {

    private final Mailbox mailbox;
    private final EventHub events;
    private final RunEndings endings;
    private final BiConsumer<ManagedProcess, Input> input;
    private final Ended ended;

    /** Takes the end of a run, on the owner thread. */
    @FunctionalInterface
    interface Ended {
        void exited(ManagedProcess row, Run run, RunEndings.End end);
    }

    RunEvents(
            Mailbox mailbox,
            EventHub events,
            RunEndings endings,
            BiConsumer<ManagedProcess, Input> input,
            Ended ended) {
        this.mailbox = mailbox;
        this.events = events;
        this.endings = endings;
        this.input = input;
        this.ended = ended;
    }

    /** Begins to listen to a run. Owner thread. */
    void follow(ManagedProcess row, Run run) {
        ChildProcess child = run.child();
        run.worker().ifPresent(worker -> follow(row, run, worker));
        MessageGate gate = new MessageGate(child);
        row.gate = Optional.of(gate);
        child.onMessage(
                message -> {
                    long weight = gate.entered(message);
                    mailbox.handSoon(
                            () -> {
                                gate.left(weight);
                                received(row, run, message);
                            },
                            child::onEventThread);
                });
        child.onDisconnect(() -> mailbox.post(() -> disconnected(row, run)));
        child.onError(e -> mailbox.post(() -> events.log(row.spec.name() + ": " + e.getMessage())));
        child.onExit(status -> endings.ended(row, run, status, end -> ended.exited(row, run, end)));
    }

    /** A worker counts as online when Node runs in it; one that replaces another must listen. */
    private void follow(ManagedProcess row, Run run, ClusterWorker worker) {
        worker.online().thenRun(() -> mailbox.post(() -> up(row, run, row.parked == null)));
        worker.listening().thenRun(() -> mailbox.post(() -> up(row, run, true)));
    }

    private void up(ManagedProcess row, Run run, boolean enough) {
        if (row.run == run && enough && !run.spec().ready().waitReady()) {
            input.accept(row, new Input.Ready());
        }
    }

    private void received(ManagedProcess row, Run run, @Nullable Object message) {
        if (!row.isAlive(run)) {
            return;
        }
        boolean present = row.run == run;
        if (present && !row.listens) {
            row.listens = true;
            events.publish(new ProcessEvent.ProcessChanged(row.describe(), Instant.now()));
        }
        events.publish(new ProcessEvent.MessageReceived(row.describe(), message, Instant.now()));
        boolean awaited = run.spec().ready().waitReady() || run.worker().isEmpty();
        if (present && awaited && "ready".equals(message)) {
            input.accept(row, new Input.Ready());
        }
    }

    private void disconnected(ManagedProcess row, Run run) {
        if (row.run == run && row.pid.isPresent()) {
            events.publish(new ProcessEvent.ProcessChanged(row.describe(), Instant.now()));
        }
    }
}
