package dev.drover.childprocess.child;

import dev.drover.childprocess.AbortException;
import dev.drover.childprocess.AbortSignal;
import dev.drover.childprocess.Channel;
import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcessException;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.KillException;
import dev.drover.childprocess.SendOptions;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.StdioStream;
import dev.drover.childprocess.Timers;
import dev.drover.childprocess.ipc.IpcChannel;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What is the same for the children of every backend; a backend adds how signals are sent. */
public abstract class AbstractChildProcess implements ChildProcess {

    /** What it was started with and what it is connected to. */
    public record Parts(
            long pid,
            String spawnfile,
            List<String> spawnargs,
            List<Optional<StdioStream>> stdio,
            Optional<IpcChannel> channel,
            ChildEvents events) {

        public Parts {
            spawnargs = List.copyOf(spawnargs);
            stdio = List.copyOf(stdio);
        }
    }

    /** What became of a signal. */
    public enum Delivery {
        SENT,
        /** The child has ended. */
        ENDED,
        /** This user may not signal it. */
        DENIED
    }

    private final Parts parts;
    private final Channel channel;
    private volatile boolean killed;

    protected AbstractChildProcess(Parts parts) {
        this.parts = parts;
        this.channel = new ChannelHold();
    }

    /** Sends a signal to the child itself. */
    protected abstract Delivery deliver(Signal signal);

    /** Ends the child when its time is over or its signal aborted. For the backend, once. */
    public final void watch(SpawnOptions options) {
        if (options.timeout().isPositive()) {
            CompletableFuture<Boolean> ended =
                    Timers.after(
                            options.timeout(),
                            parts.events().eventThread(),
                            () -> kill(options.killSignal()));
            onExit(_ -> ended.complete(true));
        }
        if (options.signal().isPresent()) {
            AbortSignal.Subscription abort =
                    options.signal().get().onAbort(why -> abort(options.killSignal(), why));
            onExit(_ -> abort.close());
        }
    }

    /** The error is queued before the signal is sent, and so before the end that this leads to. */
    private void abort(Signal signal, Throwable reason) {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        parts.events()
                .eventThread()
                .execute(
                        () -> {
                            if (sent.join()) {
                                parts.events().error(new AbortException(reason));
                            }
                        });
        try {
            sent.complete(kill(signal));
        } finally {
            sent.complete(false);
        }
    }

    /**
     * Tells of the end, after the messages and the disconnect that came before it. For the backend,
     * on the event thread.
     */
    public final void exited(ExitStatus status) {
        parts.channel().ifPresent(IpcChannel::drain);
        // Behind what the channel has handed to the same thread.
        parts.events().eventThread().execute(() -> parts.events().exited(status));
    }

    private void report(ChildProcessException error) {
        parts.events().eventThread().execute(() -> parts.events().error(error));
    }

    @Override
    public final boolean kill(Signal signal) {
        boolean before = killed;
        // Set first: whoever hears of the exit must see that we caused it.
        killed = true;
        Delivery delivery = deliver(signal);
        if (delivery != Delivery.SENT) {
            killed = before;
        }
        if (delivery == Delivery.DENIED) {
            report(
                    new KillException(
                            "EPERM",
                            "kill EPERM: %s cannot be sent to %s, this user may not."
                                    .formatted(signal.name(), this)));
        }
        return delivery == Delivery.SENT;
    }

    @Override
    public final long pid() {
        return parts.pid();
    }

    @Override
    public final String spawnfile() {
        return parts.spawnfile();
    }

    @Override
    public final List<String> spawnargs() {
        return parts.spawnargs();
    }

    @Override
    public final Optional<ExitStatus> exitStatus() {
        return parts.events().exitStatus();
    }

    @Override
    public final List<Optional<StdioStream>> stdio() {
        return parts.stdio();
    }

    @Override
    public final Optional<OutputStream> stdin() {
        return parts.stdio().get(0).flatMap(StdioStream::output);
    }

    @Override
    public final Optional<InputStream> stdout() {
        return parts.stdio().get(1).flatMap(StdioStream::input);
    }

    @Override
    public final Optional<InputStream> stderr() {
        return parts.stdio().get(2).flatMap(StdioStream::input);
    }

    @Override
    public final boolean connected() {
        return parts.channel().filter(IpcChannel::connected).isPresent();
    }

    @Override
    public final Optional<Channel> channel() {
        return connected() ? Optional.of(channel) : Optional.empty();
    }

    @Override
    public final void ref() {
        KeepAlive.shared().hold(this);
        parts.events().keep();
        // Behind the listeners: they run on a daemon thread, which the end of this JVM would stop.
        onClose(_ -> onEventThread(this::unref));
    }

    @Override
    public final void unref() {
        KeepAlive.shared().release(this);
    }

    @Override
    public final boolean killed() {
        return killed;
    }

    @Override
    public final boolean send(@Nullable Object message, Consumer<@Nullable IpcException> sent) {
        if (parts.channel().isEmpty()) {
            IpcChannel.refuse(parts.events().eventThread(), sent);
            return false;
        }
        return parts.channel().get().send(message, sent);
    }

    @Override
    public final void cork() {
        parts.channel().ifPresent(IpcChannel::cork);
    }

    @Override
    public final void uncork() {
        parts.channel().ifPresent(IpcChannel::uncork);
    }

    @Override
    public final boolean send(
            @Nullable Object message,
            Handle handle,
            SendOptions options,
            Consumer<@Nullable IpcException> sent) {
        if (parts.channel().isEmpty()) {
            IpcChannel.refuse(parts.events().eventThread(), sent);
            return false;
        }
        return parts.channel().get().send(message, handle, options.keepOpen(), sent);
    }

    @Override
    public final boolean send(@Nullable Object message) {
        return send(
                message,
                failure -> {
                    if (failure != null) {
                        parts.events().error(failure);
                    }
                });
    }

    @Override
    public final void disconnect() {
        if (connected()) {
            parts.channel().orElseThrow().disconnect();
        } else {
            report(new IpcException("ERR_IPC_DISCONNECTED", "IPC channel is already disconnected"));
        }
    }

    @Override
    public final void onSpawn(Runnable listener) {
        parts.events().onSpawn(listener);
    }

    @Override
    public final void onEventThread(Runnable task) {
        parts.events().eventThread().execute(task);
    }

    @Override
    public final void onMessage(Consumer<@Nullable Object> listener) {
        parts.events().onMessage(listener);
    }

    @Override
    public final void onMessage(BiConsumer<@Nullable Object, @Nullable Handle> listener) {
        parts.events().onMessage(listener);
    }

    @Override
    public final void pauseMessages(boolean paused) {
        parts.channel().ifPresent(channel -> channel.pause(paused));
    }

    @Override
    public final void onInternalMessage(Consumer<Object> listener) {
        parts.events().onInternalMessage(listener);
    }

    @Override
    public final void onDisconnect(Runnable listener) {
        parts.events().onDisconnect(listener);
    }

    @Override
    public final void onExit(Consumer<ExitStatus> listener) {
        parts.events().onExit(listener);
    }

    @Override
    public final void onClose(Consumer<ExitStatus> listener) {
        parts.events().onClose(listener);
    }

    @Override
    public final void onError(Consumer<? super ChildProcessException> listener) {
        parts.events().onError(listener);
    }

    @Override
    public final void close() {
        if (!killed) {
            kill(Signal.SIGTERM);
        }
    }

    @Override
    public final String toString() {
        return "%s (pid %d)".formatted(parts.spawnfile(), parts.pid());
    }

    private final class ChannelHold implements Channel {

        @Override
        public void ref() {
            KeepAlive.shared().hold(this);
            parts.events().keep();
            onDisconnect(() -> onEventThread(this::unref));
        }

        @Override
        public void unref() {
            KeepAlive.shared().release(this);
        }
    }
}
