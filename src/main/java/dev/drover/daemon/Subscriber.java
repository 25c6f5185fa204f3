package dev.drover.daemon;

import dev.drover.protocol.pm2.BusEvents;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection to {@code pub.sock}: a place in the ring of events. What has left the ring before
 * it was read is missing, and a counted marker stands in its place. Safe for use by several
 * threads; nothing here blocks.
 */
final class Subscriber {

    /** The JDK copies what it writes to memory of the thread, which it keeps. */
    private static final int SLICE_BYTES = 64 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final EventRing ring;
    private long event;
    private long position;

    /** To be sent before anything else: the end of an event that was begun, or a marker. */
    private @Nullable ByteBuffer rest;

    /**
     * @param channel not blocking
     * @param ring of which it gets what comes from now on
     * @throws IOException when the connection is broken already
     */
    Subscriber(SocketChannel channel, Selector selector, EventRing ring) throws IOException {
        this.channel = channel;
        this.ring = ring;
        synchronized (ring) {
            event = ring.next();
            position = ring.tail();
        }
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    SocketChannel channel() {
        return channel;
    }

    /** The number of the event that it reads or waits for. The caller has the ring's monitor. */
    long event() {
        return event;
    }

    /**
     * The events before {@code kept} are about to go. One that is half sent must be ended, or the
     * peer would lose its place in the stream. The caller has the ring's monitor.
     */
    void rescue(long kept) {
        boolean isKept = event >= ring.first() && event < ring.next();
        if (isKept && event < kept && position > ring.begin(event)) {
            rest = ByteBuffer.wrap(ring.copy(position, ring.end(event)));
            position = ring.end(event);
            event++;
        }
    }

    /**
     * Hands to the kernel what it takes, and asks the selector to call again when something is
     * left.
     *
     * @throws IOException when the connection is broken
     * @throws CancelledKeyException when it was closed
     */
    void flush() throws IOException {
        synchronized (ring) {
            int wanted = SelectionKey.OP_READ | (write() ? 0 : SelectionKey.OP_WRITE);
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
                key.selector().wakeup();
            }
        }
    }

    private boolean write() throws IOException {
        while (true) {
            ByteBuffer first = rest;
            if (first != null) {
                channel.write(first);
                if (first.hasRemaining()) {
                    return false;
                }
                rest = null;
            } else if (event < ring.first()) {
                long missed = ring.first() - event;
                rest = ByteBuffer.wrap(BusEvents.gap(missed, ring.head() - position).encode());
                event = ring.first();
                position = ring.head();
            } else if (event == ring.next()) {
                return true;
            } else if (!writeFromRing()) {
                return false;
            }
        }
    }

    private boolean writeFromRing() throws IOException {
        ByteBuffer slice = ring.view(position, SLICE_BYTES);
        int written = channel.write(slice);
        position += written;
        while (event < ring.next() && position >= ring.end(event)) {
            event++;
        }
        return !slice.hasRemaining();
    }
}
