package dev.drover.childprocess.child;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.ipc.IpcChannel;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is the same for the children of every backend; a backend adds how signals are sent. */
public abstract class AbstractChildProcess implements ChildProcess {

    /** What it was started with and what it is connected to. */
    public record Parts(
            long pid,
            String spawnfile,
            List<String> spawnargs,
            Optional<OutputStream> stdin,
            Optional<InputStream> stdout,
            Optional<InputStream> stderr,
            Optional<IpcChannel> channel,
            ChildEvents events) {}

    private final Parts parts;
    private volatile boolean killed;

    protected AbstractChildProcess(Parts parts) {
        this.parts = parts;
    }

    /**
     * Sends a signal to the child itself.
     *
     * @return false when it has ended or may not be signalled
     */
    protected abstract boolean deliver(Signal signal);

    @Override
    public final boolean kill(Signal signal) {
        boolean delivered = deliver(signal);
        if (delivered) {
            killed = true;
        }
        return delivered;
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
    public final Optional<OutputStream> stdin() {
        return parts.stdin();
    }

    @Override
    public final Optional<InputStream> stdout() {
        return parts.stdout();
    }

    @Override
    public final Optional<InputStream> stderr() {
        return parts.stderr();
    }

    @Override
    public final boolean connected() {
        return parts.channel().filter(IpcChannel::connected).isPresent();
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
    public final void disconnect() {
        parts.channel().ifPresent(IpcChannel::disconnect);
    }

    @Override
    public final void onMessage(Consumer<@Nullable Object> listener) {
        parts.events().onMessage(listener);
    }

    @Override
    public final void pauseMessages(boolean paused) {
        parts.channel().ifPresent(channel -> channel.pause(paused));
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
    public final void onError(Consumer<IpcException> listener) {
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
}
