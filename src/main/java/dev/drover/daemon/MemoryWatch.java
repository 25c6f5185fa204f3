package dev.drover.daemon;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.function.BooleanSupplier;

/**
 * Ends a supervisor whose memory is full and stays full, so that its keeper starts another one:
 * what is in the way of its work would be in the way of its end, too.
 *
 * <p>The JVM clears soft references before it says that there is no memory, which wakes the watch;
 * a supervisor that idles is not woken. From then on it looks once a second, and as soon as there
 * is memory the matter is closed: requests that fill the heap end with their connections, so they
 * cannot bring an end about.
 */
final class MemoryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);

    /** What is wanted once a second: any work needs as much. */
    private static final int MODEST = 1 << 20;

    private static final int PLENTY = 4 * MODEST;

    private static final long SECOND_MILLIS = 1000;

    /** As many seconds as a request may last. */
    static final int PATIENCE = 30;

    private static final int RESERVED_BYTES = 64 << 10;

    private final ReferenceQueue<Object> cleared = new ReferenceQueue<>();
    private final BooleanSupplier memory;
    private final Runnable end;
    private @Nullable Reference<Object> sign;
    private int failedLooks;

    /** For the words of farewell. */
    private byte @Nullable [] reserve = new byte[RESERVED_BYTES];

    /**
     * @param memory looks whether there is any
     * @param end is called when there was none for {@link #PATIENCE} looks in a row
     */
    MemoryWatch(BooleanSupplier memory, Runnable end) {
        this.memory = memory;
        this.end = end;
    }

    /**
     * Begins; does not wait.
     *
     * @param end as for the constructor, on a thread of its own
     */
    static void begin(Runnable end) {
        MemoryWatch watch = new MemoryWatch(MemoryWatch::isThere, end);
        // Now, while there is memory for what a first time needs.
        watch.look();
        Thread.ofPlatform().daemon().name("drover-memory-watch").start(watch::run);
    }

    /** What is told to the user when it comes to that. */
    static String sentence() {
        return ("The supervisor's memory (%d MB) does not suffice for its processes. It ends; its"
                        + " keeper starts the next one, which goes on with them. If this comes"
                        + " again, end the supervisor and start it with more, as with"
                        + " _JAVA_OPTIONS=-Xmx256m in its own environment (not in that of Java"
                        + " processes, which would take it too), or give processes smaller"
                        + " environments.")
                .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }

    private void run() {
        try {
            while (true) {
                awaitSign();
                while (!look()) {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSign() throws InterruptedException {
        try {
            sign = new SoftReference<>(new Object(), cleared);
            cleared.remove();
        } catch (OutOfMemoryError e) {
            // That is a sign, too.
            LOG.debug("There is no memory.", e);
        }
    }

    private synchronized void pause() throws InterruptedException {
        long due = System.nanoTime() / 1_000_000 + SECOND_MILLIS;
        for (long left = SECOND_MILLIS; left > 0; left = due - System.nanoTime() / 1_000_000) {
            wait(left);
        }
    }

    /** True when there is memory. */
    boolean look() {
        failedLooks = memory.getAsBoolean() ? 0 : failedLooks + 1;
        if (failedLooks == PATIENCE) {
            reserve = null;
            end.run();
        }
        return failedLooks == 0;
    }

    private static boolean isThere() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        if (runtime.maxMemory() - used > PLENTY) {
            return true;
        }
        try {
            return new byte[MODEST].length == MODEST;
        } catch (OutOfMemoryError _) {
            return false;
        }
    }
}
