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

    /**
     * Messages that wait are written together up to so many bytes: the kernel takes that much whole
     * or not at all, so that no message is cut should this process be killed. A longer one is put
     * where the next process finds the rest of it.
     */
    private static final int PIECE = 32_000;

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
    private boolean corked;

    SendQueue(Executor events) {
        this.events = events;
    }

    void open(Transport bytes) {
        transport = bytes;
        bytes.begun()
                .map(Outgoing::new)
                .ifPresent(
                        rest -> {
                            leaving.addFirst(rest);
                            leavingBytes += rest.length;
                        });
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
        leavingBytes += message.length;
        if (leaving.size() == 1 && !corked) {
            flush();
        }
    }

    /** What is added waits for {@link #uncork} from now on. */
    void cork() {
        corked = true;
    }

    /**
     * Writes what waits.
     *
     * @param teller runs what tells the senders of messages that the kernel takes at once
     */
    void uncork(Executor teller) {
        corked = false;
        flush(teller);
    }

    /** Writes what the kernel takes. */
    void flush() {
        flush(events);
    }

    private void flush(Executor teller) {
        Transport out = transport;
        if (out == null) {
            return;
        }
        try {
            while (!leaving.isEmpty()) {
                if (!write(out, teller)) {
                    out.wantWritable(true);
                    return;
                }
            }
        } catch (IOException e) {
            // What the other side wrote before it went is still to be read, so only what leaves
            // fails here.
            fail(new IpcException("EPIPE", Objects.requireNonNullElse(e.getMessage(), "EPIPE")));
        }
        out.wantWritable(false);
    }

    /** Writes the first message, or the first few in one piece; false when the kernel is full. */
    private boolean write(Transport out, Executor teller) throws IOException {
        Outgoing first = leaving.element();
        if (first.length > PIECE && first.isUntouched()) {
            first.keep(out);
        }
        LastingMessage lasting = first.lasting();
        int offered;
        int taken;
        if (lasting != null) {
            offered = lasting.left();
            taken = lasting.write();
        } else {
            boolean alone = first.written > 0 || first.parcel != null;
            byte[] piece = alone ? first.bytes : firstFew();
            offered = piece.length - first.written;
            Parcel parcel = first.written == 0 ? first.parcel : null;
            taken = out.write(piece, first.written, offered, parcel);
        }
        taken(taken, teller);
        return taken == offered;
    }

    private void taken(int bytes, Executor teller) {
        leavingBytes -= bytes;
        int left = bytes;
        while (left > 0) {
            Outgoing message = leaving.element();
            int own = Math.min(left, message.length - message.written);
            message.written += own;
            left -= own;
            if (message.isWritten()) {
                leaving.remove();
                message.done();
                teller.execute(() -> message.sent.accept(null));
            }
        }
    }

    /** The bytes of the first message, and of those behind it that have no handle either. */
    private byte[] firstFew() {
        int size = 0;
        int count = 0;
        for (Outgoing message : leaving) {
            if (count > 0 && (message.parcel != null || size + message.length > PIECE)) {
                break;
            }
            size += message.length;
            count++;
        }
        if (count == 1) {
            return leaving.element().bytes;
        }
        byte[] piece = new byte[size];
        int at = 0;
        for (Outgoing message : leaving) {
            if (at == size) {
                break;
            }
            System.arraycopy(message.bytes, 0, piece, at, message.length);
            at += message.length;
        }
        return piece;
    }

    private void fail(IpcException reason) {
        for (Outgoing left : leaving) {
            left.done();
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
