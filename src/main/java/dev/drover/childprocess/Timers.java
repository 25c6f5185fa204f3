package dev.drover.childprocess;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Timeouts of children. What is due runs on the thread that the caller names, never on the common
 * pool: a program that fills that pool with blocking work would get no timeout.
 */
public final class Timers {

    private Timers() {}

    /**
     * Runs a task after a delay of any length, unless the future that it gives is completed before.
     */
    public static CompletableFuture<Boolean> after(Duration delay, Executor on, Runnable task) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        over.completeOnTimeout(false, millis(delay), TimeUnit.MILLISECONDS)
                .thenAcceptAsync(
                        done -> {
                            if (!done) {
                                task.run();
                            }
                        },
                        on);
        return over;
    }

    /** Rounded up, so that the shortest timeout is one; what no long holds is the longest. */
    static long millis(Duration delay) {
        if (delay.getSeconds() >= Long.MAX_VALUE / 1000 - 1) {
            return Long.MAX_VALUE;
        }
        return delay.plusNanos(999_999).toMillis();
    }
}
