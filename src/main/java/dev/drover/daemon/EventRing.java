package dev.drover.daemon;

import java.nio.ByteBuffer;
import java.util.Collection;

/**
 * The newest events as they go over the wire, once for all subscribers: bounded in bytes, so that
 * what waits for slow ones is the same memory however many they are, and dies with none of the
 * heap's generations. The oldest go first. Guarded by its own monitor, as all subscribers are.
 */
final class EventRing {

    private static final int FIRST_BYTES = 64 << 10;
    private static final int FIRST_EVENTS = 256;

    private final int limit;
    private byte[] bytes;

    /** Where each kept event begins, by its number modulo the length. */
    private long[] begins = new long[FIRST_EVENTS];

    private long first;
    private long next;
    private long head;
    private long tail;

    /**
     * @param limit of all events together, in bytes
     */
    EventRing(int limit) {
        this.limit = limit;
        bytes = new byte[Math.min(limit, FIRST_BYTES)];
    }

    /** Number of the oldest event that is kept. */
    long first() {
        return first;
    }

    /** Number of the event that comes next. */
    long next() {
        return next;
    }

    /** Where the oldest kept event begins, counted in bytes from the first event ever. */
    long head() {
        return head;
    }

    /** Where the next event will begin. */
    long tail() {
        return tail;
    }

    /** Where an event begins; it is kept. */
    long begin(long event) {
        return begins[index(event)];
    }

    /** Where an event ends; it is kept. */
    long end(long event) {
        return event + 1 == next ? tail : begins[index(event + 1)];
    }

    /**
     * Adds an event. What is in the way is dropped, after those who are in the middle of it have
     * taken the rest.
     *
     * @param readers all there are
     */
    synchronized void add(byte[] event, Collection<Subscriber> readers) {
        long read = next;
        for (Subscriber reader : readers) {
            read = Math.min(read, reader.event());
        }
        dropTo(read);
        if (event.length > limit) {
            // Too large to wait for anybody: all miss it.
            readers.forEach(reader -> reader.rescue(next));
            dropTo(next);
            next++;
            first++;
            tail += event.length;
            head = tail;
            return;
        }
        long keep = first;
        while (keep < next && tail - begins[index(keep)] + event.length > limit) {
            keep++;
        }
        if (keep > first) {
            long kept = keep;
            readers.forEach(reader -> reader.rescue(kept));
            dropTo(keep);
        }
        makeRoom(event.length);
        begins[index(next)] = tail;
        copyIn(event);
        next++;
        tail += event.length;
    }

    private int index(long event) {
        return (int) (event & begins.length - 1);
    }

    private void dropTo(long event) {
        if (event > first) {
            head = event == next ? tail : begins[index(event)];
            first = event;
        }
    }

    private void makeRoom(int more) {
        long needed = tail - head + more;
        if (needed > bytes.length) {
            byte[] larger = new byte[(int) Math.min(limit, Math.max(needed, 2L * bytes.length))];
            byte[] old = bytes;
            for (long at = head; at < tail; ) {
                int from = (int) (at % old.length);
                int to = (int) (at % larger.length);
                int run =
                        (int) Math.min(tail - at, Math.min(old.length - from, larger.length - to));
                System.arraycopy(old, from, larger, to, run);
                at += run;
            }
            bytes = larger;
        }
        if (next - first == begins.length) {
            long[] larger = new long[2 * begins.length];
            for (long event = first; event < next; event++) {
                larger[(int) (event & larger.length - 1)] = begins[index(event)];
            }
            begins = larger;
        }
    }

    private void copyIn(byte[] event) {
        int at = (int) (tail % bytes.length);
        int run = Math.min(event.length, bytes.length - at);
        System.arraycopy(event, 0, bytes, at, run);
        System.arraycopy(event, run, bytes, 0, event.length - run);
    }

    /** A view of kept bytes from a position on, as many as lie in one piece, up to {@code most}. */
    ByteBuffer view(long position, int most) {
        int at = (int) (position % bytes.length);
        int run = (int) Math.min(Math.min(tail - position, most), bytes.length - at);
        return ByteBuffer.wrap(bytes, at, run);
    }

    /** A copy of kept bytes. */
    byte[] copy(long from, long to) {
        byte[] copy = new byte[(int) (to - from)];
        int at = (int) (from % bytes.length);
        int run = Math.min(copy.length, bytes.length - at);
        System.arraycopy(bytes, at, copy, 0, run);
        System.arraycopy(bytes, 0, copy, run, copy.length - run);
        return copy;
    }

    /** Nobody is left to read: gives the memory back. */
    synchronized void clear() {
        dropTo(next);
        bytes = new byte[Math.min(limit, FIRST_BYTES)];
        begins = new long[FIRST_EVENTS];
    }
}
