package dev.drover.ui.common;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The one door into the FX thread for answers to requests; streams of events go through {@code
 * ui.model}.
 */
public final class FxThread {

    /** Runs a task on the FX thread: at once when already there, else later. */
    public static final Executor EXECUTOR =
            task -> {
                if (Platform.isFxApplicationThread()) {
                    task.run();
                } else {
                    Platform.runLater(task);
                }
            };

    private FxThread() {}

    /** Runs a task on the FX thread after everything that waits for it already, from there, too. */
    public static void afterwards(Runnable task) {
        Platform.runLater(task);
    }

    /** Hands the outcome of a request to {@code handler} on the FX thread. */
    public static <T> void whenDone(
            CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        future.whenCompleteAsync(handler, EXECUTOR);
    }
}
