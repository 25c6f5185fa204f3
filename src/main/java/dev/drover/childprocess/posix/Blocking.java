package dev.drover.childprocess.posix;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Calls of the kernel that wait. A virtual thread would keep its carrier meanwhile, and as few as
 * there are processors would stop all others, the one included that they wait for; so theirs wait
 * on a thread of the platform.
 */
final class Blocking {

    private static final ExecutorService WAITERS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("drover-child-wait-", 0).daemon().factory());

    private Blocking() {}

    /**
     * @param now the call without waiting; {@code -EAGAIN} when it would have to
     * @param waiting the call
     */
    static long call(LongSupplier now, LongSupplier waiting) {
        if (!Thread.currentThread().isVirtual()) {
            return waiting.getAsLong();
        }
        long result = now.getAsLong();
        return result == -Errno.EAGAIN
                ? CompletableFuture.supplyAsync(waiting::getAsLong, WAITERS).join()
                : result;
    }
}
