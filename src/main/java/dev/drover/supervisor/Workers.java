package dev.drover.supervisor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The threads that may block for the owner thread. Platform threads are made when needed and end
 * when idle. All methods throw {@link RejectedExecutionException} when it is closed or the system
 * gives no more threads.
 */
final class Workers implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final int DISK_PATIENCE_SECONDS = 5;

    /** A spawn takes a millisecond of a core; more at a time only cost memory. */
    private static final int SPAWNERS = 4;

    private final Consumer<RuntimeException> failed;

    private final ThreadPoolExecutor spawners = pool(SPAWNERS);

    /** Its tasks block in native calls, which would pin a virtual thread. */
    private final ExecutorService pool =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    5,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Workers::thread);

    /** Stops wait for their processes, so they must not queue behind each other. */
    private final ExecutorService waiting =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("drover-wait-", 1).factory());

    private final ThreadPoolExecutor disk = pool(1);
    private final List<Closeable> files = new CopyOnWriteArrayList<>();

    /** What waits for an event of the system, and nothing else. */
    @FunctionalInterface
    interface Waiting {
        void run() throws InterruptedException;
    }

    /**
     * @param failed is told, on any thread, when a task threw
     */
    Workers(Consumer<RuntimeException> failed) {
        this.failed = failed;
    }

    private static ThreadPoolExecutor pool(int threads) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Workers::thread);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform()
                .daemon()
                .name("drover-worker-" + NUMBER.incrementAndGet())
                .unstarted(task);
    }

    /** Runs a task that starts a process; few at a time. */
    void spawn(Runnable task) {
        submit(spawners, task);
    }

    /** Runs a task that waits, as many at a time as there are. An interrupted one just ends. */
    void await(Waiting task) {
        submit(
                waiting,
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Runs a task that may block in a native call. */
    void execute(Runnable task) {
        submit(pool, task);
    }

    /** Runs tasks that write files, one after the other. */
    void executeInOrder(Runnable task) {
        submit(disk, task);
    }

    /** Closes a file when everything that was to be written is, at the end. */
    <T extends Closeable> T owns(T file) {
        files.add(file);
        return file;
    }

    private void submit(ExecutorService executor, Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (OutOfMemoryError e) {
            // What the JVM throws when the limit on threads or processes is reached.
            throw new RejectedExecutionException(
                    "The system gives the supervisor no more threads: " + e.getMessage(), e);
        }
    }

    /** The boundary at which a failing task ends. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        } catch (OutOfMemoryError e) {
            // Of this task: the next may need less, and wants a thread.
            failed.accept(new IllegalStateException("There was no memory for a task.", e));
        }
    }

    /** Interrupts what blocks, but waits until files are written. */
    @Override
    public void close() {
        spawners.shutdownNow();
        pool.shutdownNow();
        waiting.shutdownNow();
        executeInOrder(this::closeFiles);
        disk.shutdown();
        try {
            disk.awaitTermination(DISK_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeFiles() {
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failed.accept(new UncheckedIOException(e));
            }
        }
    }
}
