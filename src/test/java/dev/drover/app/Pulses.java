package dev.drover.app;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Waits for what the window will show: the condition is looked at with each pulse of the toolkit.
 */
final class Pulses {

    private static final long LIMIT_SECONDS = 120;

    private Pulses() {}

    /**
     * Returns when {@code condition}, asked on the FX thread, is true; fails with {@code what}
     * after the limit.
     */
    static void await(String what, BooleanSupplier condition) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AnimationTimer timer =
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        try {
                            if (condition.getAsBoolean()) {
                                stop();
                                done.complete(null);
                            }
                        } catch (RuntimeException e) {
                            stop();
                            done.completeExceptionally(e);
                        }
                    }
                };
        Platform.runLater(timer::start);
        try {
            done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            Platform.runLater(timer::stop);
            throw new AssertionError(
                    "did not happen within %d s: %s".formatted(LIMIT_SECONDS, what), e);
        } catch (ExecutionException e) {
            throw new AssertionError("asking failed: " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + what, e);
        }
    }
}
