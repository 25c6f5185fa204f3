package dev.drover.supervisor;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What waits to be done by the owner thread, in the order in which it was posted. Timers come back
 * through it. Safe for use by several threads.
 */
final class Mailbox implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;
    private final Consumer<Throwable> failed;

    /**
     * @param failed is told, on the owner thread, when a task threw
     */
    Mailbox(Consumer<Throwable> failed) {
        this.failed = failed;
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("drover-supervisor").factory());
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Hands a task to the owner thread.
     *
     * @return false when the mailbox is closed
     */
    boolean post(Runnable task) {
        try {
            executor.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    /** Hands a task to the owner thread after a delay. Only to be called by the owner thread. */
    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * The boundary at which a failing task ends: the owner thread lives on and the next task runs.
     */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    /** Takes no more tasks; those that were posted are still done, timers are not. */
    @Override
    public void close() {
        executor.shutdown();
        for (Runnable waiting : executor.getQueue()) {
            if (waiting instanceof ScheduledFuture<?> task
                    && task.getDelay(TimeUnit.NANOSECONDS) > 0) {
                task.cancel(false);
            }
        }
    }
}
