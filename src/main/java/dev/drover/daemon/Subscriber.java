package dev.drover.daemon;

import dev.drover.protocol.pm2.BusEvents;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * One connection to {@code pub.sock}. What it does not read waits in a queue that is bounded in
 * bytes: the oldest events are dropped, and a counted marker stands in their place. Safe for use by
 * several threads; nothing here blocks.
 */
final class Subscriber {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final long limit;
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long droppedEvents;
    private long droppedBytes;
    private @Nullable Marker marker;

    /** A marker that waits in the queue, and what it counts. */
    private record Marker(ByteBuffer frame, long events, long bytes) {}

    /**
     * @param channel not blocking
     * @param limit of the queue, in bytes
     * @throws IOException when the connection is broken already
     */
    Subscriber(SocketChannel channel, Selector selector, long limit) throws IOException {
        this.channel = channel;
        this.limit = limit;
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    SocketChannel channel() {
        return channel;
    }

    /**
     * Takes a frame, and hands it to the kernel at once when nothing waits before it.
     *
     * @param most frames that may wait
     * @throws IOException when the connection is broken
     * @throws CancelledKeyException when it was closed
     */
    synchronized void offer(byte[] frame, int most) throws IOException {
        queue.add(ByteBuffer.wrap(frame));
        queuedBytes += frame.length;
        if (queue.size() == 1 || queuedBytes > limit) {
            flush();
        }
        dropOldest(most);
    }

    /**
     * Writes what the kernel takes, and asks the selector to call again when something is left.
     *
     * @throws IOException when the connection is broken
     * @throws CancelledKeyException when it was closed
     */
    synchronized void flush() throws IOException {
        boolean emptied = write();
        int wanted = SelectionKey.OP_READ | (emptied ? 0 : SelectionKey.OP_WRITE);
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
            key.selector().wakeup();
        }
    }

    private boolean write() throws IOException {
        while (!queue.isEmpty()) {
            if (droppedEvents > 0 && queue.getFirst().position() == 0) {
                queueGapMarker();
            }
            ByteBuffer first = queue.getFirst();
            queuedBytes -= channel.write(first);
            if (first.hasRemaining()) {
                return false;
            }
            queue.removeFirst();
        }
        return true;
    }

    private void queueGapMarker() {
        ByteBuffer frame = ByteBuffer.wrap(BusEvents.gap(droppedEvents, droppedBytes).encode());
        marker = new Marker(frame, droppedEvents, droppedBytes);
        queue.addFirst(frame);
        queuedBytes += frame.remaining();
        droppedEvents = 0;
        droppedBytes = 0;
    }

    private void dropOldest(int most) {
        if (queuedBytes <= limit && queue.size() <= most) {
            return;
        }
        // A frame that is half sent must be ended, or the peer would lose its place in the stream.
        ByteBuffer begun = queue.getFirst().position() > 0 ? queue.removeFirst() : null;
        while (!queue.isEmpty() && (queuedBytes > limit || queue.size() > most)) {
            ByteBuffer oldest = queue.removeFirst();
            queuedBytes -= oldest.remaining();
            if (marker != null && marker.frame() == oldest) {
                droppedEvents += marker.events();
                droppedBytes += marker.bytes();
            } else {
                droppedEvents++;
                droppedBytes += oldest.remaining();
            }
        }
        if (begun != null) {
            queue.addFirst(begun);
        }
    }
}
