package dev.drover.childprocess.ipc;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.Serialization;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
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

    /** Node's high-water mark, in bytes that the kernel has not taken yet. */
    static final int HIGH_WATER_MARK = 131_072;

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

    private static final class Outgoing {
        final byte[] bytes;
        final Consumer<@Nullable IpcException> sent;
        final @Nullable Parcel parcel;
        int losses;
        int written;

        Outgoing(byte[] bytes, @Nullable Parcel parcel, Consumer<@Nullable IpcException> sent) {
            this.parcel = parcel;
            this.bytes = bytes;
            this.sent = sent;
        }
    }

    private static final int MAX_LOSSES = 3;

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
    private final Deque<Outgoing> queue = new ArrayDeque<>();
    private final Framing.Receiver receiver = new Incoming();
    private final ReceivedHandles handles = new ReceivedHandles();

    /** What waits until the child has confirmed the handle before it. */
    private final Deque<Outgoing> held = new ArrayDeque<>();

    private @Nullable Outgoing unconfirmed;
    private @Nullable Transport transport;
    private long queuedBytes;
    private volatile State state = State.OPEN;

    public IpcChannel(Serialization serialization, Executor events, Listener listener) {
        this.framing =
                switch (serialization) {
                    case JSON -> new JsonFraming();
                    case ADVANCED -> new AdvancedFraming();
                };
        this.events = events;
        this.listener = listener;
    }

    /** Connects the channel with its bytes; what was sent before waits until then. Once. */
    public void open(Transport bytes) {
        synchronized (lock) {
            transport = bytes;
            if (state == State.CLOSED) {
                bytes.close();
            } else {
                flush();
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
            return submit(new Outgoing(bytes, null, sent));
        }
    }

    /** As the other, with a handle; without it when it is closed. */
    public boolean send(
            @Nullable Object message,
            Handle handle,
            boolean keepOpen,
            Consumer<@Nullable IpcException> sent) {
        synchronized (lock) {
            Transport out = transport;
            if (state != State.OPEN || out == null) {
                refuse(events, sent);
                return false;
            }
            framing.encode(message);
            Parcel parcel = out.pack(handle, keepOpen, ReservedMessages.isReserved(message));
            if (parcel == null) {
                return submit(new Outgoing(framing.encode(message), null, sent));
            }
            Map<String, Object> wrapped = new LinkedHashMap<>(parcel.description());
            wrapped.put("cmd", ReservedMessages.HANDLE);
            if (ReservedMessages.isReserved(message)) {
                // Node's own messages get the bare handle, without a server or socket around it.
                wrapped.replace("type", ReservedMessages.bare(wrapped.get("type")));
            }
            wrapped.put("msg", message);
            return submit(new Outgoing(framing.encode(wrapped), parcel, sent));
        }
    }

    private boolean submit(Outgoing message) {
        if (unconfirmed != null) {
            held.add(message);
            return held.size() == 1;
        }
        unconfirmed = message.parcel == null ? null : message;
        enqueue(message);
        return state == State.OPEN && queuedBytes < HIGH_WATER_MARK;
    }

    private void confirmed(boolean arrived) {
        synchronized (lock) {
            Outgoing message = unconfirmed;
            // An answer to what was not sent yet is a lie of the child.
            if (message == null || message.parcel == null || queue.contains(message)) {
                return;
            }
            if (!arrived && message.parcel.isSentAgain() && message.losses++ < MAX_LOSSES) {
                Outgoing again = new Outgoing(message.bytes, message.parcel, _ -> {});
                again.losses = message.losses;
                unconfirmed = again;
                enqueue(again);
                return;
            }
            message.parcel.close();
            unconfirmed = null;
            while (unconfirmed == null && !held.isEmpty()) {
                submit(held.remove());
            }
            if (state == State.FLUSHING && unconfirmed == null && queue.isEmpty()) {
                close();
            }
        }
    }

    /** The answer to a send without an open channel. */
    public static void refuse(Executor events, Consumer<@Nullable IpcException> sent) {
        IpcException closed =
                new IpcException(
                        "ERR_IPC_CHANNEL_CLOSED", "The IPC channel to the child is closed.");
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
            if (queue.isEmpty() && unconfirmed == null) {
                close();
            }
        }
    }

    /**
     * Stops reading, or goes on; a child that writes more than the socket holds waits meanwhile.
     */
    public void pause(boolean paused) {
        synchronized (lock) {
            if (transport != null && state != State.CLOSED) {
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

    /** Bytes came from the child. */
    public void received(byte[] bytes, int offset, int length) {
        if (state != State.CLOSED) {
            framing.decode(bytes, offset, length, receiver);
        }
    }

    /** The kernel takes bytes again. */
    public void writable() {
        synchronized (lock) {
            flush();
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
            enqueue(new Outgoing(framing.encode(answer), null, _ -> {}));
        }
    }

    private void enqueue(Outgoing message) {
        queue.add(message);
        queuedBytes += message.bytes.length;
        if (queue.size() == 1) {
            flush();
        }
    }

    private void flush() {
        Transport out = transport;
        if (out == null || state == State.CLOSED) {
            return;
        }
        try {
            while (!queue.isEmpty()) {
                Outgoing first = queue.element();
                int taken =
                        out.write(
                                first.bytes,
                                first.written,
                                first.bytes.length - first.written,
                                first.written == 0 ? first.parcel : null);
                first.written += taken;
                queuedBytes -= taken;
                if (first.written < first.bytes.length) {
                    out.wantWritable(true);
                    return;
                }
                queue.remove();
                events.execute(() -> first.sent.accept(null));
            }
        } catch (IOException e) {
            // What the child wrote before it went is still to be read, so only the queue fails
            // here.
            failQueue(
                    new IpcException("EPIPE", Objects.requireNonNullElse(e.getMessage(), "EPIPE")));
        }
        out.wantWritable(false);
        if (state == State.FLUSHING && unconfirmed == null) {
            close();
        }
    }

    private void failQueue(IpcException reason) {
        for (Outgoing left : queue) {
            events.execute(() -> left.sent.accept(reason));
        }
        queue.clear();
        queuedBytes = 0;
    }

    private void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        handles.close();
        if (unconfirmed != null && unconfirmed.parcel != null) {
            unconfirmed.parcel.close();
        }
        unconfirmed = null;
        held.forEach(
                message -> {
                    if (message.parcel != null) {
                        message.parcel.close();
                    }
                });
        queue.addAll(held);
        held.clear();
        if (transport != null) {
            transport.close();
        }
        failQueue(
                new IpcException(
                        "EPIPE", "The child closed the IPC channel before this was sent."));
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
            Object reserved = Objects.requireNonNull(message);
            if (ReservedMessages.is(ReservedMessages.HANDLE, reserved)) {
                withHandle(reserved);
            } else {
                listener.reserved(reserved);
            }
        }

        /** The sender holds back all its later messages until it has our one answer. */
        private void withHandle(Object reserved) {
            Optional<Handle> handle = handles.next();
            reply(handle == null ? ReservedMessages.NACK : ReservedMessages.ACK);
            listener.reserved(reserved);
            if (handle == null) {
                return;
            }
            Object message = ReservedMessages.payload(reserved);
            if (ReservedMessages.isReserved(message)) {
                handle.ifPresent(Handle::close);
                listener.reserved(Objects.requireNonNull(message));
            } else {
                listener.message(message, handle.orElse(null));
            }
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
