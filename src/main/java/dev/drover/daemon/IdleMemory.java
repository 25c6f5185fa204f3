package dev.drover.daemon;

import dev.drover.childprocess.ChildProcesses;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;

/**
 * Gives memory back when work has been done: a flood of output or a hundred starts leave a heap
 * several times the size of what is in it, and the compiler's workspace, which the JVM keeps.
 *
 * <p>That there was work is told by a collection, which clears a reference: nobody has to look, and
 * a supervisor that idles is not woken.
 */
final class IdleMemory {

    private static final Duration AFTER_START = Duration.ofSeconds(1);

    /** As long without a collection is quiet. */
    private static final Duration QUIET = Duration.ofMillis(500);

    /** Steady small work is not interrupted more often, unless the heap grew by much. */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private static final long MUCH = 2 << 20;

    /**
     * By then all that looks after something now and then has run once more, and has fetched the
     * pages of program files that it needs. What it fetched beside them, and for the first time
     * only, goes once more.
     */
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final ReferenceQueue<Object> collections = new ReferenceQueue<>();
    private @Nullable Reference<Object> watched;
    private long heap;

    private final Runnable collect;
    private final Runnable unload;
    private final Duration settled;

    /**
     * @param collect garbage
     * @param unload gives back what lies outside of the heap
     * @param settled how long after a collection to unload once more
     */
    IdleMemory(Runnable collect, Runnable unload, Duration settled) {
        this.collect = collect;
        this.unload = unload;
        this.settled = settled;
    }

    /** Begins; does not wait. */
    static void begin() {
        new IdleMemory(System::gc, ChildProcesses::releaseUnusedMemory, SETTLED).start();
    }

    Thread start() {
        return Thread.ofPlatform().daemon().name("drover-memory").start(this::run);
    }

    private void run() {
        try {
            collections.remove(AFTER_START.toMillis());
            while (true) {
                awaitQuiet();
                release();
                long released = System.nanoTime();
                watch();
                if (collections.remove(settled.toMillis()) == null) {
                    unload.run();
                    collections.remove();
                }
                awaitQuiet();
                Duration pause = PAUSE.minusNanos(System.nanoTime() - released);
                while (pause.isPositive() && !hasGrown()) {
                    watch();
                    collections.remove(pause.toMillis() + 1);
                    pause = PAUSE.minusNanos(System.nanoTime() - released);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        watched = new WeakReference<>(new Object(), collections);
    }

    private void awaitQuiet() throws InterruptedException {
        do {
            watch();
        } while (collections.remove(QUIET.toMillis()) != null);
    }

    private boolean hasGrown() {
        return Runtime.getRuntime().totalMemory() > heap + MUCH;
    }

    /** Its own collection is no sign of work: it would be the reason for the next one. */
    private void release() {
        if (watched != null) {
            watched.clear();
        }
        collect.run();
        unload.run();
        heap = Runtime.getRuntime().totalMemory();
    }
}
