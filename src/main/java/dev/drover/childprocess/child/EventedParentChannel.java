package dev.drover.childprocess.child;

import dev.drover.childprocess.ChildProcessException;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.ParentChannel;
import dev.drover.childprocess.SendOptions;
import dev.drover.childprocess.ipc.IpcChannel;

import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The channel to the parent with the events of a channel to a child. */
public final class EventedParentChannel implements ParentChannel {

    private final IpcChannel channel;
    private final ChildEvents events;

    /**
     * @param channel whose listener passes on to {@code events}
     */
    public EventedParentChannel(IpcChannel channel, ChildEvents events) {
        this.channel = channel;
        this.events = events;
    }

    @Override
    public boolean connected() {
        return channel.connected();
    }

    @Override
    public boolean send(@Nullable Object message, Consumer<@Nullable IpcException> sent) {
        Pending pending = new Pending(sent);
        boolean accepted = channel.send(message, pending);
        if (!channel.isFlushed()) {
            pending.hold();
        }
        return accepted;
    }

    @Override
    public boolean send(
            @Nullable Object message,
            Handle handle,
            SendOptions options,
            Consumer<@Nullable IpcException> sent) {
        return channel.send(message, handle, options.keepOpen(), sent);
    }

    @Override
    public boolean send(@Nullable Object message) {
        return send(
                message,
                failure -> {
                    if (failure != null) {
                        events.error(failure);
                    }
                });
    }

    @Override
    public void disconnect() {
        if (channel.connected()) {
            channel.disconnect();
        } else {
            events.eventThread()
                    .execute(
                            () ->
                                    events.error(
                                            new IpcException(
                                                    "ERR_IPC_DISCONNECTED",
                                                    "IPC channel is already disconnected")));
        }
    }

    @Override
    public void onMessage(Consumer<@Nullable Object> listener) {
        events.onMessage(listener);
    }

    @Override
    public void onMessage(BiConsumer<@Nullable Object, @Nullable Handle> listener) {
        events.onMessage(listener);
    }

    @Override
    public void onInternalMessage(Consumer<Object> listener) {
        events.onInternalMessage(listener);
    }

    @Override
    public void onDisconnect(Runnable listener) {
        events.onDisconnect(listener);
    }

    @Override
    public void onError(Consumer<? super ChildProcessException> listener) {
        events.onError(listener);
    }

    /** Keeps this program alive until the kernel has its message, as Node does. */
    private static final class Pending implements Consumer<@Nullable IpcException> {

        private final Consumer<@Nullable IpcException> sent;
        private boolean done;

        Pending(Consumer<@Nullable IpcException> sent) {
            this.sent = sent;
        }

        synchronized void hold() {
            if (!done) {
                KeepAlive.shared().hold(this);
            }
        }

        private synchronized void release() {
            done = true;
            KeepAlive.shared().release(this);
        }

        @Override
        public void accept(@Nullable IpcException failure) {
            try {
                sent.accept(failure);
            } finally {
                release();
            }
        }
    }

    @Override
    public void ref() {
        KeepAlive.shared().hold(this);
        events.keep();
        // Behind the listeners: they run on a daemon thread, which the end of this JVM would stop.
        onDisconnect(() -> events.eventThread().execute(this::unref));
    }

    @Override
    public void unref() {
        KeepAlive.shared().release(this);
    }

    @Override
    public void close() {
        channel.disconnect();
    }
}
