package dev.drover.supervisor;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that may block for the owner thread: platform threads, because a native call would
 * pin a virtual one. Threads are made when needed and end when idle.
 */
final class Workers implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final int DISK_PATIENCE_SECONDS = 5;

    /** Stops wait for their processes, so they must not queue behind each other. */
    private final ExecutorService pool =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    5,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Workers::thread);

    /** One at a time, in order. */
    private final ExecutorService disk =
            new ThreadPoolExecutor(
                    0, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::thread);

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform()
                .daemon()
                .name("drover-worker-" + NUMBER.incrementAndGet())
                .unstarted(task);
    }

    /**
     * Runs a task that may block. Refused without a word once closed: nobody waits for it any more.
     */
    void execute(Runnable task) {
        submit(pool, task);
    }

    /** Runs tasks that write files, one after the other. */
    void executeInOrder(Runnable task) {
        submit(disk, task);
    }

    private static void submit(ExecutorService executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException _) {
            return;
        }
    }

    /** Interrupts what blocks, but waits until files are written. */
    @Override
    public void close() {
        pool.shutdownNow();
        disk.shutdown();
        try {
            disk.awaitTermination(DISK_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
