package dev.drover.supervisor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What waits to be done by the owner of the supervisor's state, in the order in which it was
 * posted. The owner is whoever has the turn: this mailbox's thread, or a thread that {@linkplain
 * #hand hands} a task over and finds the turn free. Only one has it at a time; "the owner thread"
 * elsewhere means the one that has it. Whoever has it also does what other threads hand over
 * meanwhile, which spares a change of threads; when nothing is left, or for each task that was
 * posted, the turn ends with what is best done once for several tasks. Timers come back through the
 * mailbox's thread. Safe for use by several threads.
 */
final class Mailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    /** A thread has something else to do: what is left then is for the mailbox's own. */
    private static final int MOST_IN_A_TURN = 64;

    private final ReentrantLock turn = new ReentrantLock();

    /** Tasks that were posted and have not begun. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Tasks that were handed over and have not begun; before all that are posted later. */
    private final Queue<Runnable> handed = new ConcurrentLinkedQueue<>();

    /** Set while a thread gathers what it hands over. */
    private final ThreadLocal<Boolean> gathering = ThreadLocal.withInitial(() -> false);

    /** Whether what was handed later is looked after. */
    private final AtomicBoolean lookedAfter = new AtomicBoolean();

    private final ScheduledThreadPoolExecutor executor;
    private final Consumer<Throwable> failed;
    private final Runnable atEndOfTurn;

    /**
     * @param failed is told, on the owner thread, when a task threw
     * @param atEndOfTurn is done by the owner thread after one or more tasks
     */
    Mailbox(Consumer<Throwable> failed, Runnable atEndOfTurn) {
        this.failed = failed;
        this.atEndOfTurn = atEndOfTurn;
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
            executor.execute(() -> takeTurn(task));
            return true;
        } catch (RejectedExecutionException _) {
            waiting.decrementAndGet();
            return false;
        }
    }

    /**
     * Has a task done at once by this thread, or by the one that has the turn now; behind what was
     * posted. For threads that hold no lock and wait for nothing.
     *
     * @return false when the mailbox is closed
     */
    boolean hand(Runnable task) {
        if (waiting.get() != 0 || executor.isShutdown()) {
            return post(task);
        }
        handed.add(task);
        if (!gathering.get()) {
            doHandedIfFree();
        }
        return true;
    }

    /**
     * As {@link #hand}, for a command: when it is refused or fails, the future says why.
     *
     * @param ended the failure when this mailbox is closed
     */
    <T> CompletableFuture<T> ask(
            Consumer<CompletableFuture<T>> body, Supplier<RuntimeException> ended) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken =
                hand(
                        () -> {
                            try {
                                body.accept(answer);
                            } catch (RuntimeException | OutOfMemoryError e) {
                                answer.completeExceptionally(e);
                            }
                        });
        if (!taken) {
            answer.completeExceptionally(ended.get());
        }
        return answer;
    }

    /**
     * As {@link #hand}, for a thread that is about to hand over more: what it hands over is done
     * when it runs what it gives to {@code soon}, or sooner by another thread.
     */
    boolean handSoon(Runnable task, Executor soon) {
        if (waiting.get() != 0 || executor.isShutdown()) {
            return post(task);
        }
        handed.add(task);
        if (lookedAfter.compareAndSet(false, true)) {
            soon.execute(
                    () -> {
                        lookedAfter.set(false);
                        doHandedIfFree();
                    });
        }
        return true;
    }

    /**
     * Lets what this thread hands over wait until the result is closed, so that it is done
     * together, unless another thread does it sooner. The thread must not wait for any of it
     * meanwhile.
     */
    Batch gather() {
        gathering.set(true);
        return () -> {
            gathering.set(false);
            doHandedIfFree();
        };
    }

    /** When somebody has the turn, he looks for what was handed before and after he gives it up. */
    private void doHandedIfFree() {
        int left = MOST_IN_A_TURN;
        while (!handed.isEmpty() && !turn.isHeldByCurrentThread() && turn.tryLock()) {
            try {
                left = doHanded(left);
            } finally {
                turn.unlock();
            }
            if (left == 0) {
                if (leaveRest()) {
                    return;
                }
                left = MOST_IN_A_TURN;
            }
        }
    }

    /** By any thread that has the turn; gives how many of {@code most} were not needed. */
    private int doHanded(int most) {
        int left = most;
        while (left > 0) {
            Runnable task = handed.poll();
            if (task == null) {
                break;
            }
            run(task);
            left--;
        }
        run(atEndOfTurn);
        return left;
    }

    /** This thread has something else to do; false when the mailbox's own is there no more. */
    private boolean leaveRest() {
        try {
            executor.execute(this::finish);
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    /** Hands a task to the owner thread after a delay. Only to be called by the owner thread. */
    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(
                () -> {
                    waiting.incrementAndGet();
                    takeTurn(task);
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /**
     * By the mailbox's thread. The task was counted, so that what others bring now is posted: they
     * cannot keep it from being done.
     */
    private void takeTurn(Runnable task) {
        turn.lock();
        try {
            doAllHanded();
            waiting.decrementAndGet();
            run(task);
            run(atEndOfTurn);
        } finally {
            turn.unlock();
        }
        finish();
    }

    /** Does what was handed over; by the mailbox's thread, which has nothing better to do. */
    private void finish() {
        while (!handed.isEmpty()) {
            waiting.incrementAndGet();
            turn.lock();
            try {
                doAllHanded();
                waiting.decrementAndGet();
                run(atEndOfTurn);
            } finally {
                turn.unlock();
            }
        }
    }

    private void doAllHanded() {
        for (Runnable task = handed.poll(); task != null; task = handed.poll()) {
            run(task);
        }
    }

    /** The boundary at which a failing task ends: the next task is done all the same. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    private void tell(Throwable error) {
        try {
            failed.accept(error);
        } catch (RuntimeException | Error e) {
            LOG.error("It cannot even be told that a task failed: {}", error, e);
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
