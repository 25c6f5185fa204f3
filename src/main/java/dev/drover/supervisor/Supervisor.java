package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The supervisor of one home. Commands may come from any thread; they are put in a mailbox and
 * carried out by one owner thread. A command that is refused completes its future exceptionally
 * with a {@link SupervisorException}. Futures are completed on the owner thread after the events
 * that the command caused were published: what depends on them must not block.
 */
public final class Supervisor implements AutoCloseable {

    /** Opens the supervisor; starts nothing. */
    public static Supervisor open(Home home, ChildEnvironment environment) {
        throw new UnsupportedOperationException("" + home + environment);
    }

    /**
     * Adds a listener, called on the owner thread for each event, in order.
     *
     * @return removes the listener when closed
     */
    public AutoCloseable subscribe(Consumer<ProcessEvent> listener) {
        throw new UnsupportedOperationException("" + listener);
    }

    /** Samples CPU and memory each second while at least one caller has asked for it. */
    public AutoCloseable sampleMetrics() {
        throw new UnsupportedOperationException();
    }

    /**
     * Registers the instances of a specification and starts them; completes when they are online or
     * stopped.
     */
    public CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec, Cause cause) {
        throw new UnsupportedOperationException("" + spec + cause);
    }

    /**
     * Registers one entry as it is, without starting it: restores a stopped entry of a saved list.
     */
    public CompletableFuture<ProcessDescription> register(ProcessSpec spec) {
        throw new UnsupportedOperationException("" + spec);
    }

    /** Starts a stopped or given-up entry. */
    public CompletableFuture<ProcessDescription> start(int id, Cause cause) {
        throw new UnsupportedOperationException("" + id + cause);
    }

    /**
     * Stops an entry; completes when nothing of it runs any more. An entry that is stopped already
     * stays so.
     */
    public CompletableFuture<ProcessDescription> stop(int id, Cause cause) {
        throw new UnsupportedOperationException("" + id + cause);
    }

    /**
     * Stops an entry if it runs and starts it, with its specification changed by {@code change}.
     */
    public CompletableFuture<ProcessDescription> restart(
            int id, UnaryOperator<ProcessSpec> change, Cause cause) {
        throw new UnsupportedOperationException("" + id + change + cause);
    }

    /** Stops an entry and removes it; completes with its last state. */
    public CompletableFuture<ProcessDescription> delete(int id, Cause cause) {
        throw new UnsupportedOperationException("" + id + cause);
    }

    /** One more instance of the same specification. */
    public CompletableFuture<ProcessDescription> duplicate(int id, Cause cause) {
        throw new UnsupportedOperationException("" + id + cause);
    }

    /** Sets restart counters to zero. */
    public CompletableFuture<ProcessDescription> reset(int id) {
        throw new UnsupportedOperationException("" + id);
    }

    /** Sends SIGKILL at once to the process and all its descendants. */
    public CompletableFuture<ProcessDescription> killTree(int id) {
        throw new UnsupportedOperationException("" + id);
    }

    /** Sends a signal to the process itself. */
    public CompletableFuture<ProcessDescription> signal(int id, Signal signal) {
        throw new UnsupportedOperationException("" + id + signal);
    }

    /** Sends a JSON-shaped message; completes when the kernel has taken it. */
    public CompletableFuture<ProcessDescription> send(int id, @Nullable Object message) {
        throw new UnsupportedOperationException("" + id + message);
    }

    /** Writes text to the standard input of the process; completes when it was written. */
    public CompletableFuture<ProcessDescription> sendLine(int id, String text) {
        throw new UnsupportedOperationException("" + id + text);
    }

    /** All entries by ascending id, with fresh metrics. */
    public CompletableFuture<List<ProcessDescription>> list() {
        throw new UnsupportedOperationException();
    }

    /** One entry. */
    public CompletableFuture<ProcessDescription> describe(int id) {
        throw new UnsupportedOperationException("" + id);
    }

    /** The runs of an entry, oldest first, bounded. */
    public CompletableFuture<List<RunRecord>> runs(int id) {
        throw new UnsupportedOperationException("" + id);
    }

    /** The last {@code maxBytes} bytes of both logs, merged in the order of receipt. */
    public CompletableFuture<LogTail> logTail(int id, int maxBytes) {
        throw new UnsupportedOperationException("" + id + maxBytes);
    }

    /**
     * Changes what is known about an entry without restarting it: version, name, custom actions.
     */
    public CompletableFuture<ProcessDescription> update(
            int id, UnaryOperator<ProcessDescription> change) {
        throw new UnsupportedOperationException("" + id + change);
    }

    /** Publishes {@link ProcessEvent.ActionAnnounced}. */
    public CompletableFuture<Void> announce(int id, String action) {
        throw new UnsupportedOperationException("" + id + action);
    }

    /**
     * No automatic restart happens from now on, until the time-out of a few seconds passes: PM2's
     * notifyKillPM2.
     */
    public CompletableFuture<Void> prepareShutdown() {
        throw new UnsupportedOperationException();
    }

    /** Publishes a line for the supervisor's own log. */
    public void log(String line) {
        throw new UnsupportedOperationException(line);
    }

    /**
     * Publishes {@link ProcessEvent.SupervisorStopping}, stops every service, then ends the owner
     * thread.
     */
    public CompletableFuture<Void> shutdown(String reason) {
        throw new UnsupportedOperationException(reason);
    }

    /** Ends the owner thread at once; services go on. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
