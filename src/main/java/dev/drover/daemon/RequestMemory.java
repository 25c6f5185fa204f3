package dev.drover.daemon;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the requests of all clients together may take of the heap, so that none can end the
 * supervisor by its size (checklist S29, S31). Safe for use by several threads.
 */
final class RequestMemory {

    /** A byte of JSON can become so many bytes of objects: {@code [[],[],[]]}. */
    private static final int WORTH = 16;

    private static final int UNIT_BYTES = 1024;

    private final long limit;
    private final int units;
    private final AtomicLong held = new AtomicLong();
    private final Semaphore free;

    /** A quarter of the heap for frames that arrive, and as much for what is made of them. */
    RequestMemory() {
        this(Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * @param limit bytes of frames that are not complete, and again as much for those that are
     */
    RequestMemory(long limit) {
        this.limit = limit;
        units = Math.clamp(limit / UNIT_BYTES, 1, Integer.MAX_VALUE);
        // Fair: a short request waits for one long one at most.
        free = new Semaphore(units, true);
    }

    /**
     * Counts what a connection holds of its next frame.
     *
     * @param change in bytes since it was counted last
     * @return false when all together hold too much, and this connection is to end
     */
    boolean hold(long change) {
        return held.addAndGet(change) <= limit || change <= 0;
    }

    /** Waits until there is room for what a complete frame of this many bytes can become. */
    int enter(long frameBytes) {
        int taken = Math.clamp(frameBytes * WORTH / UNIT_BYTES, 1, units);
        free.acquireUninterruptibly(taken);
        return taken;
    }

    /**
     * @param taken what {@link #enter} has returned
     */
    void leave(int taken) {
        free.release(taken);
    }
}
