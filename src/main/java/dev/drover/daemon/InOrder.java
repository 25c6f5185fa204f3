package dev.drover.daemon;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Answers in the order of their requests, though what is asked for is done at the same time. Safe
 * for use by several threads.
 */
final class InOrder {

    private final Queue<Kept<?>> waiting = new ArrayDeque<>();
    private boolean delivering;

    private record Kept<T>(CompletableFuture<T> answer, CompletableFuture<T> delivered) {

        void deliver() {
            answer.whenComplete(
                    (value, failure) -> {
                        if (failure == null) {
                            delivered.complete(value);
                        } else {
                            delivered.completeExceptionally(failure);
                        }
                    });
        }
    }

    /** The same answer, once all that were given here before have been delivered. */
    <T> CompletableFuture<T> keep(CompletableFuture<T> answer) {
        Kept<T> kept = new Kept<>(answer, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(kept);
        }
        answer.whenComplete((_, _) -> deliver());
        return kept.delivered();
    }

    /** A loop and no recursion: thousands may wait for a slow one. */
    private void deliver() {
        for (Kept<?> next = next(); next != null; next = next()) {
            next.deliver();
            synchronized (this) {
                delivering = false;
            }
        }
    }

    private synchronized @Nullable Kept<?> next() {
        Kept<?> first = waiting.peek();
        if (delivering || first == null || !first.answer().isDone()) {
            return null;
        }
        delivering = true;
        return waiting.remove();
    }
}
