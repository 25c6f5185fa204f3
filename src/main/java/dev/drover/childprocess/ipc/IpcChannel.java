package dev.drover.childprocess.ipc;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.Serialization;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The parent's end of an IPC channel. {@link #send} and {@link #disconnect} from any thread; what
 * the backend calls ({@link #received}, {@link #writable}, {@link #ended}) only on the event
 * thread, where the listener is called too.
 */
public final class IpcChannel {

    /** What comes out of the channel, on the event thread. */
    public interface Listener {
        /** A message of the child, and the handle that came with it, which the listener owns. */
        void message(@Nullable Object message, @Nullable Handle handle);

        /** One of Node's own messages, {@code NODE_…}. */
        void reserved(Object message);

        /** Something that is not the answer to one send. */
        void error(IpcException error);

        /** The channel is closed; called once, last. */
        void disconnected();
    }

    /** Node 26's server that does not listen yet, which the kernel takes for any socket. */
    private static final String BOUND_SOCKET = "net.BoundSocket";

    private enum State {
        OPEN,
        /** Disconnect was asked for; what is queued is still written. */
        FLUSHING,
        CLOSED
    }

    private final Object lock = new Object();
    private final Executor events;
    private final Listener listener;
    private final Framing framing;
    private final SendQueue queue;
    private final Framing.Receiver receiver = new Incoming();
    private final ReceivedHandles handles = new ReceivedHandles();

    private final SocketBookkeeping sockets = new SocketBookkeeping(this::sendQuietly);
    private @Nullable Transport transport;
    private volatile State state = State.OPEN;
    private long receivedBytes;

    public IpcChannel(Serialization serialization, Executor events, Listener listener) {
        this.framing =
                switch (serialization) {
                    case JSON -> new JsonFraming();
                    case ADVANCED -> new AdvancedFraming();
                };
        this.events = events;
        this.queue = new SendQueue(events);
        this.listener = listener;
    }

    /** Connects the channel with its bytes; what was sent before waits until then. Once. */
    public void open(Transport bytes) {
        synchronized (lock) {
            transport = bytes;
            if (state == State.CLOSED) {
                bytes.close();
            } else {
                queue.open(bytes);
                closeIfDone();
            }
        }
    }

    /** True until one side disconnects. */
    public boolean connected() {
        return state == State.OPEN;
    }

    /**
     * Queues a message and writes what the kernel takes at once.
     *
     * @param sent called once on the event thread, with null when the kernel has the last byte,
     *     else with why not
     * @return false above the high-water mark, or when the channel is closed
     * @throws IllegalArgumentException for a message that the serialization cannot hold; nothing is
     *     sent
     */
    public boolean send(@Nullable Object message, Consumer<@Nullable IpcException> sent) {
        if (state != State.OPEN) {
            refuse(events, sent);
            return false;
        }
        byte[] bytes = framing.encode(message);
        synchronized (lock) {
            if (state != State.OPEN) {
                refuse(events, sent);
                return false;
            }
            return queue.submit(new Outgoing(bytes, null, sent)) && state == State.OPEN;
        }
    }

    /** Messages wait for {@link #uncork} from now on. */
    public void cork() {
        synchronized (lock) {
            queue.cork();
        }
    }

    /** Writes what waits; calls {@code sent} for what the kernel takes, without the lock. */
    public void uncork() {
        List<Runnable> told = new ArrayList<>();
        synchronized (lock) {
            queue.uncork(told::add);
            closeIfDone();
        }
        told.forEach(Runnable::run);
    }

    /**
     * As the other, with a handle; without it when it is closed. A connection is closed here unless
     * it is to be kept.
     */
    public boolean send(
            @Nullable Object message,
            Handle handle,
            boolean keepOpen,
            Consumer<@Nullable IpcException> sent) {
        boolean below;
        Parcel parcel;
        synchronized (lock) {
            Transport out = transport;
            if (state != State.OPEN || out == null) {
                refuse(events, sent);
                return false;
            }
            parcel = out.pack(handle, ReservedMessages.isReserved(message));
            below = queue.submit(wrapped(message, parcel, sent));
        }
        if (parcel != null) {
            // Before ours is closed, so that the server never takes its last connection for gone.
            parcel.owner().ifPresent(sockets::sent);
        }
        if (handle instanceof Handle.Socket && !keepOpen) {
            handle.close();
        }
        return below && state == State.OPEN;
    }

    private Outgoing wrapped(
            @Nullable Object message,
            @Nullable Parcel parcel,
            Consumer<@Nullable IpcException> sent) {
        if (parcel == null) {
            return new Outgoing(framing.encode(message), null, sent);
        }
        try {
            Map<String, Object> wrapped = new LinkedHashMap<>(parcel.description());
            wrapped.put("cmd", ReservedMessages.HANDLE);
            wrapped.put("msg", message);
            parcel.owner().ifPresent(owner -> wrapped.put("key", owner.key()));
            byte[] bytes = framing.encode(wrapped);
            return new Outgoing(bytes, parcel, sent);
        } catch (IllegalArgumentException e) {
            parcel.close();
            throw e;
        }
    }

    /** True when nothing waits any more, neither for the kernel nor for the other side. */
    public boolean isFlushed() {
        synchronized (lock) {
            return queue.isDone();
        }
    }

    private void sendQuietly(Map<String, Object> message) {
        send(message, _ -> {});
    }

    private void confirmed(boolean arrived) {
        synchronized (lock) {
            if (queue.confirmed(arrived) == SendQueue.Outcome.GIVEN_UP) {
                events.execute(
                        () ->
                                listener.error(
                                        new IpcException(
                                                "SentHandleNotReceivedWarning",
                                                "A handle did not reach the other process, though"
                                                    + " it was sent four times; it is closed.")));
            }
            closeIfDone();
        }
    }

    private void closeIfDone() {
        if (state == State.FLUSHING && queue.isDone()) {
            close();
        }
    }

    /** The answer to a send without an open channel. */
    public static void refuse(Executor events, Consumer<@Nullable IpcException> sent) {
        IpcException closed = new IpcException("ERR_IPC_CHANNEL_CLOSED", "Channel closed");
        events.execute(() -> sent.accept(closed));
    }

    /**
     * Closes the channel when all that is queued was written. Does nothing when it was asked for
     * before.
     */
    public void disconnect() {
        synchronized (lock) {
            if (state != State.OPEN) {
                return;
            }
            state = State.FLUSHING;
            if (transport != null) {
                // Even while messages are held back: an answer to a handle may have to come.
                transport.wantReadable(true);
            }
            closeIfDone();
        }
    }

    /**
     * Reads what the child has sent, and its end if that is there: to be called before its exit is
     * told of, since Node's events come in this order. On the event thread.
     */
    public void drain() {
        Transport bytes = transport;
        if (bytes != null && state != State.CLOSED) {
            bytes.drain();
        }
    }

    /**
     * Stops reading, or goes on; a child that writes more than the socket holds waits meanwhile.
     */
    public void pause(boolean paused) {
        synchronized (lock) {
            if (transport != null && state == State.OPEN) {
                transport.wantReadable(!paused);
            }
        }
    }

    /**
     * A descriptor came from the child, with or before the bytes of its message; empty when it is
     * of a kind that we do not know.
     */
    public void received(Optional<Handle> handle) {
        handles.add(handle);
    }

    /** How many of the bytes that wait should be taken now, should we be killed before the rest. */
    public int wholeMessages(byte[] bytes, int length) {
        int whole = framing.whole(bytes, length);
        // Of one that is too long to wait for, what is there is taken.
        return whole == 0 ? length : whole;
    }

    /** The channel was another process's before: a message may have been cut between us. */
    public void resume() {
        framing.resume();
    }

    /** How many bytes came so far. On the event thread. */
    public long receivedBytes() {
        return receivedBytes;
    }

    /** Bytes came from the child. */
    public void received(byte[] bytes, int offset, int length) {
        if (state != State.CLOSED) {
            receivedBytes += length;
            framing.decode(bytes, offset, length, receiver);
        }
    }

    /** The kernel takes bytes again. */
    public void writable() {
        synchronized (lock) {
            queue.flush();
            closeIfDone();
        }
    }

    /** The child has closed its end, or the channel broke. */
    public void ended() {
        synchronized (lock) {
            close();
        }
    }

    /** An answer, which is never held back: both sides would wait for each other. */
    private void reply(Object answer) {
        synchronized (lock) {
            if (state != State.CLOSED) {
                queue.bypass(new Outgoing(framing.encode(answer), null, _ -> {}));
            }
        }
    }

    private void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        handles.close();
        if (transport != null) {
            transport.close();
        }
        queue.close(
                new IpcException(
                        "EPIPE", "The other side closed the IPC channel before this was sent."));
        events.execute(sockets::close);
        events.execute(listener::disconnected);
    }

    private final class Incoming implements Framing.Receiver {

        @Override
        public void received(@Nullable Object message) {
            boolean ack = ReservedMessages.ACK.equals(message);
            if (ack || ReservedMessages.NACK.equals(message)) {
                confirmed(ack);
            }
            if (state != State.OPEN) {
                return;
            }
            if (!ReservedMessages.isReserved(message)) {
                listener.message(message, null);
                return;
            }
            Map<?, ?> reserved = (Map<?, ?>) Objects.requireNonNull(message);
            if (ReservedMessages.is(ReservedMessages.HANDLE, reserved)) {
                withHandle(reserved);
            } else {
                sockets.received(reserved);
                listener.reserved(reserved);
            }
        }

        /** The sender holds back all its later messages until it has our one answer. */
        private void withHandle(Map<?, ?> reserved) {
            Optional<Handle> handle = handles.next();
            reply(handle == null ? ReservedMessages.NACK : ReservedMessages.ACK);
            listener.reserved(reserved);
            if (handle == null) {
                return;
            }
            Map<?, ?> wrapper = ReservedMessages.innermost(reserved);
            Object inner = wrapper.get("msg");
            if (ReservedMessages.isReserved(inner)) {
                handle.ifPresent(Handle::close);
                listener.reserved(Objects.requireNonNull(inner));
                return;
            }
            if (wrapper.get("key") instanceof String key) {
                handle.ifPresent(connection -> sockets.received(key, connection));
            }
            listener.message(
                    inner, handle.map(came -> typed(wrapper.get("type"), came)).orElse(null));
        }

        private Handle typed(@Nullable Object type, Handle handle) {
            Transport from = transport;
            return BOUND_SOCKET.equals(type) && from != null ? from.bound(handle) : handle;
        }

        @Override
        public void failed(IpcException error) {
            listener.error(error);
        }

        @Override
        public void broken(IpcException error) {
            listener.error(error);
            ended();
        }
    }
}
