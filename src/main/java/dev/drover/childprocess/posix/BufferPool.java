package dev.drover.childprocess.posix;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Native memory for one read or write each, used again: making room costs more than a small read,
 * because new room is cleared first. From any thread.
 */
final class BufferPool {

    /** The bytes of one. */
    static final int SIZE = 64 << 10;

    /**
     * More than that were needed by many blocked readers at once, and are left to the collector.
     */
    private static final int KEPT = 16;

    private static final ArrayBlockingQueue<MemorySegment> FREE = new ArrayBlockingQueue<>(KEPT);

    private BufferPool() {}

    /** Room with anything in it; to be given back. */
    static MemorySegment take() {
        @Nullable MemorySegment free = FREE.poll();
        return free != null ? free : Arena.ofAuto().allocate(SIZE, 8);
    }

    /** Nobody may use it any longer. */
    static void giveBack(MemorySegment buffer) {
        FREE.offer(buffer);
    }
}
