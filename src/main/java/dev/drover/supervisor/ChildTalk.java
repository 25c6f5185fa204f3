package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.IpcException;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.Signal;
import dev.drover.supervisor.SupervisorException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * What is sent to a running child: signals, messages, text. Owner thread; what blocks goes to a
 * worker.
 */
final class ChildTalk {

    /** How long a request waits for a child to read. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;

    /** Children that were sent something in this turn. */
    private final Set<ChildProcess> corked = new LinkedHashSet<>();

    ChildTalk(Mailbox mailbox, Workers workers, EventHub events) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
    }

    void signal(ManagedProcess row, Signal signal, CompletableFuture<ProcessDescription> answer) {
        ChildProcess child = child(row);
        // What was sent before comes before.
        child.uncork();
        if (!child.kill(signal)) {
            throw notRunning(row);
        }
        answer.complete(row.describe());
    }

    void send(
            ManagedProcess row,
            @Nullable Object message,
            CompletableFuture<ProcessDescription> answer) {
        ChildProcess child = child(row);
        if (!child.connected()) {
            throw new SupervisorException(
                    Kind.NO_IPC_CHANNEL,
                    name(row) + " has no open message channel: it closed it, or never used it.");
        }
        ProcessDescription process = row.describe();
        long weight = MessageGate.weight(message);
        row.unread.add(name(row), weight);
        child.cork();
        corked.add(child);
        boolean flows;
        try {
            flows = child.send(message, error -> sent(row, process, weight, error, answer));
        } catch (IllegalArgumentException e) {
            row.unread.remove(weight);
            throw e;
        }
        if (events.wantsOutput()) {
            // Here, not when it was written: an answer of the child must come behind it.
            events.publish(new ProcessEvent.MessageSent(process, message, Instant.now()));
        }
        if (!flows) {
            answerInTime(row, answer);
        }
    }

    /**
     * Hands to the kernel what was sent since the last time. Owner thread, at the end of a turn.
     */
    void flush() {
        while (!corked.isEmpty()) {
            ChildProcess first = corked.iterator().next();
            corked.remove(first);
            first.uncork();
        }
    }

    /** On the event thread, or by {@link #flush}. */
    private static void sent(
            ManagedProcess row,
            ProcessDescription process,
            long weight,
            @Nullable IpcException error,
            CompletableFuture<ProcessDescription> answer) {
        row.unread.remove(weight);
        if (error == null) {
            answer.complete(process);
        } else {
            answer.completeExceptionally(
                    new SupervisorException(
                            Kind.NO_IPC_CHANNEL,
                            "The message did not reach %s (id %d): %s"
                                    .formatted(process.name(), process.id(), error.getMessage())));
        }
    }

    /** Whoever asked is told in time, even where a child never reads (checklist S33). */
    private void answerInTime(ManagedProcess row, CompletableFuture<ProcessDescription> answer) {
        String name = name(row);
        Future<?> timer =
                mailbox.after(
                        PATIENCE,
                        () ->
                                answer.completeExceptionally(
                                        new SupervisorException(
                                                Kind.NO_IPC_CHANNEL,
                                                "%s has not read it for %d s; it still waits there."
                                                        .formatted(name, PATIENCE.toSeconds()))));
        answer.whenComplete((_, _) -> timer.cancel(false));
    }

    /** A child that does not read makes the write wait; writes to one child keep their order. */
    void write(ManagedProcess row, String text, CompletableFuture<ProcessDescription> answer) {
        if (row.run != null && row.run.worker().isPresent()) {
            throw new SupervisorException(
                    Kind.NO_STDIN, "Cannot send line to processes in cluster mode");
        }
        OutputStream stdin =
                child(row)
                        .stdin()
                        .orElseThrow(
                                () ->
                                        new SupervisorException(
                                                Kind.NO_STDIN,
                                                name(row) + " has no standard input."));
        long weight = MessageGate.weight(text);
        row.unread.add(name(row), weight);
        CompletableFuture<Void> write =
                row.lastWrite.thenRunAsync(
                        () -> {
                            try {
                                stdin.write(text.getBytes(StandardCharsets.UTF_8));
                                stdin.flush();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        workers::execute);
        row.lastWrite = write.exceptionally(_ -> null);
        answerInTime(row, answer);
        write.whenComplete(
                (_, error) -> {
                    row.unread.remove(weight);
                    mailbox.post(
                            () -> {
                                if (error == null) {
                                    answer.complete(row.describe());
                                } else {
                                    answer.completeExceptionally(
                                            new SupervisorException(
                                                    Kind.NO_STDIN,
                                                    name(row)
                                                            + " does not read its standard"
                                                            + " input any more: "
                                                            + error.getMessage()));
                                }
                            });
                });
    }

    /** Reads no more messages; {@code then} runs on the owner thread once none is under way. */
    void pause(Collection<ManagedProcess> rows, Runnable then) {
        List<ChildProcess> children = rows.stream().flatMap(row -> row.child().stream()).toList();
        rows.forEach(row -> row.gate.ifPresent(MessageGate::shut));
        if (children.isEmpty()) {
            then.run();
        } else {
            // On the event thread: behind what was read before the pause.
            children.getLast().onEventThread(() -> mailbox.post(then));
        }
    }

    private static ChildProcess child(ManagedProcess row) {
        return row.child().orElseThrow(() -> notRunning(row));
    }

    private static SupervisorException notRunning(ManagedProcess row) {
        return new SupervisorException(
                Kind.NOT_RUNNING,
                name(row) + " does not run (" + row.status.word() + "); start it first.");
    }

    private static String name(ManagedProcess row) {
        return row.spec.name() + " (id " + row.id + ")";
    }
}
