package dev.drover.supervisor;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What waits to be done by the owner of the supervisor's state, in the order in which it was
 * posted. The owner is whoever has the turn: this mailbox's thread, or, where nothing is being done
 * and nothing waits, the thread that {@linkplain #hand hands} a task over, which spares a change of
 * threads. Only one has it at a time; "the owner thread" elsewhere means the one that has it.
 * Timers come back through it. Safe for use by several threads.
 */
final class Mailbox implements AutoCloseable {

    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicInteger waiting = new AtomicInteger();
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
     * Has a task done by the mailbox's thread.
     *
     * @return false when the mailbox is closed
     */
    boolean post(Runnable task) {
        waiting.incrementAndGet();
        try {
            executor.execute(() -> run(task, true));
            return true;
        } catch (RejectedExecutionException _) {
            waiting.decrementAndGet();
            return false;
        }
    }

    /**
     * Does a task at once, on this thread, when it is its turn anyway; else as {@link #post}. For
     * threads that hold no lock and wait for nothing.
     *
     * @return false when the mailbox is closed
     */
    boolean hand(Runnable task) {
        if (waiting.get() == 0
                && !turn.isHeldByCurrentThread()
                && !executor.isShutdown()
                && turn.tryLock()) {
            try {
                // What was posted before comes first, also by this thread.
                if (waiting.get() == 0) {
                    run(task, false);
                    return true;
                }
            } finally {
                turn.unlock();
            }
        }
        return post(task);
    }

    /** Hands a task to the owner thread after a delay. Only to be called by the owner thread. */
    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(() -> run(task, false), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The boundary at which a failing task ends: the next task is done all the same. */
    private void run(Runnable task, boolean posted) {
        turn.lock();
        try {
            if (posted) {
                waiting.decrementAndGet();
            }
            task.run();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        } finally {
            turn.unlock();
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
