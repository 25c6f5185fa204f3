package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What is sent and not yet in the kernel, and what waits until the other side has confirmed the
 * handle before it: one handle is under way at a time. All under the lock of its channel.
 */
final class SendQueue {

    /** Node's high-water mark, in bytes that the kernel has not taken yet. */
    private static final int HIGH_WATER_MARK = 131_072;

    /** How often a connection that was lost is sent again. */
    private static final int MAX_RETRIES = 3;

    /** What an answer of the other side to a handle has led to. */
    enum Outcome {
        /** There was no handle to answer to, or it is sent again. */
        NONE,
        /** The handle is no longer ours, and what waited behind it goes on. */
        SETTLED,
        /** The same, but the other side has never got it. */
        GIVEN_UP
    }

    private final Executor events;
    private final Deque<Outgoing> leaving = new ArrayDeque<>();
    private final Deque<Outgoing> held = new ArrayDeque<>();
    private @Nullable Outgoing unconfirmed;
    private @Nullable Transport transport;
    private long leavingBytes;

    SendQueue(Executor events) {
        this.events = events;
    }

    void open(Transport bytes) {
        transport = bytes;
        flush();
    }

    /**
     * Adds a message.
     *
     * @return Node's answer to {@code send}: false when too much waits, which is more than one
     *     message behind a handle
     */
    boolean submit(Outgoing message) {
        if (unconfirmed != null) {
            held.add(message);
            return held.size() == 1;
        }
        unconfirmed = message.parcel == null ? null : message;
        enqueue(message);
        return leavingBytes < HIGH_WATER_MARK;
    }

    /** Adds a message that is never held: both sides would wait for each other. */
    void bypass(Outgoing message) {
        enqueue(message);
    }

    /** The other side has answered to a handle. */
    Outcome confirmed(boolean arrived) {
        Outgoing message = unconfirmed;
        // An answer to what was not sent yet is a lie of the other side.
        if (message == null || message.parcel == null || !message.isWritten()) {
            return Outcome.NONE;
        }
        boolean lost = !arrived && message.parcel.isSentAgain();
        if (lost && message.losses < MAX_RETRIES) {
            Outgoing again = message.again();
            unconfirmed = again;
            enqueue(again);
            return Outcome.NONE;
        }
        message.parcel.close();
        unconfirmed = null;
        while (unconfirmed == null && !held.isEmpty()) {
            submit(held.remove());
        }
        return lost ? Outcome.GIVEN_UP : Outcome.SETTLED;
    }

    /** Whether nothing waits any more, neither for the kernel nor for the other side. */
    boolean isDone() {
        return leaving.isEmpty() && unconfirmed == null;
    }

    private void enqueue(Outgoing message) {
        leaving.add(message);
        leavingBytes += message.bytes.length;
        if (leaving.size() == 1) {
            flush();
        }
    }

    /** Writes what the kernel takes. */
    void flush() {
        Transport out = transport;
        if (out == null) {
            return;
        }
        try {
            while (!leaving.isEmpty()) {
                Outgoing first = leaving.element();
                int taken =
                        out.write(
                                first.bytes,
                                first.written,
                                first.bytes.length - first.written,
                                first.written == 0 ? first.parcel : null);
                first.written += taken;
                leavingBytes -= taken;
                if (!first.isWritten()) {
                    out.wantWritable(true);
                    return;
                }
                leaving.remove();
                if (!first.toldBySender) {
                    events.execute(() -> first.sent.accept(null));
                }
            }
        } catch (IOException e) {
            // What the other side wrote before it went is still to be read, so only what leaves
            // fails here.
            fail(new IpcException("EPIPE", Objects.requireNonNullElse(e.getMessage(), "EPIPE")));
        }
        out.wantWritable(false);
    }

    private void fail(IpcException reason) {
        for (Outgoing left : leaving) {
            events.execute(() -> left.sent.accept(reason));
        }
        leaving.clear();
        leavingBytes = 0;
    }

    /** Gives up all that is left, handles too. */
    void close(IpcException reason) {
        transport = null;
        leaving.addAll(held);
        if (unconfirmed != null && unconfirmed.parcel != null) {
            unconfirmed.parcel.close();
        }
        for (Outgoing message : held) {
            if (message.parcel != null) {
                message.parcel.close();
            }
        }
        unconfirmed = null;
        held.clear();
        fail(reason);
    }
}
