package dev.drover.ui.common;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something again and again on the FX thread. A {@code Timeline} would do so too, but while
 * one plays the toolkit makes a frame sixty times a second, whatever its period: a window at rest
 * would never rest. FX thread only.
 */
public final class Periodic {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Duration period;
    private final Runnable task;

    /** Whether the FX thread has not come to the last time yet. */
    private final AtomicBoolean due = new AtomicBoolean();

    private @Nullable ScheduledFuture<?> running;

    public Periodic(Duration period, Runnable task) {
        this.period = period;
        this.task = task;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("drover-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** For the first time after one period from now; does nothing when it was started already. */
    public void start() {
        if (running == null) {
            long nanos = period.toNanos();
            running =
                    CLOCK.scheduleWithFixedDelay(this::remind, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    public void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    private void remind() {
        if (due.compareAndSet(false, true)) {
            FxThread.EXECUTOR.execute(this::run);
        }
    }

    private void run() {
        due.set(false);
        if (running != null) {
            task.run();
        }
    }
}
