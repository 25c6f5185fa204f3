package dev.drover.childprocess.posix;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Native memory for one read or write, used again by the next: making room costs more than a small
 * read, because new room is cleared first. Taken and closed by the same thread.
 */
final class PooledBuffer implements AutoCloseable {

    /** The bytes of one. */
    static final int SIZE = 64 << 10;

    /** Who finds all of them in use, by blocked readers say, gets one for that time alone. */
    private static final int POOLED = 32;

    private static final ArrayBlockingQueue<PooledBuffer> FREE = new ArrayBlockingQueue<>(POOLED);
    private static final AtomicInteger MADE = new AtomicInteger();

    private final MemorySegment segment;
    private final @Nullable Arena ownArena;

    private PooledBuffer(Arena arena, @Nullable Arena ownArena) {
        this.segment = arena.allocate(SIZE, 8);
        this.ownArena = ownArena;
    }

    /** Room with anything in it. */
    static PooledBuffer take() {
        PooledBuffer free = FREE.poll();
        if (free != null) {
            return free;
        }
        if (MADE.get() < POOLED && MADE.incrementAndGet() <= POOLED) {
            return new PooledBuffer(Arena.global(), null);
        }
        Arena arena = Arena.ofConfined();
        return new PooledBuffer(arena, arena);
    }

    MemorySegment segment() {
        return segment;
    }

    @Override
    public void close() {
        if (ownArena != null) {
            ownArena.close();
        } else {
            FREE.add(this);
        }
    }
}
