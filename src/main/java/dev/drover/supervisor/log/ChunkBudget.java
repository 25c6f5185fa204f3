package dev.drover.supervisor.log;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many chunks of all followers together may be under way: hundreds of services that flood at
 * once must not fill the memory. Safe for use by several threads.
 */
final class ChunkBudget {

    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final int all;
    private int free;

    ChunkBudget(int chunks) {
        all = chunks;
        free = chunks;
    }

    /**
     * Takes room for one chunk.
     *
     * @param freed is called once, on any thread, when there is room again; only after false. It is
     *     known by its identity, so that one who asks twice waits once
     * @return false when there is none now
     */
    synchronized boolean take(Runnable freed) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.add(freed);
        return false;
    }

    /** Gives the room of one chunk back. */
    void give() {
        List<Runnable> next = new ArrayList<>();
        synchronized (this) {
            free++;
            // One who is woken may not want it any more, so room left over wakes further ones.
            int count = free == all ? waiting.size() : Math.min(free, waiting.size());
            Iterator<Runnable> first = waiting.iterator();
            for (int i = 0; i < count; i++) {
                next.add(first.next());
                first.remove();
            }
        }
        next.forEach(Runnable::run);
    }
}
