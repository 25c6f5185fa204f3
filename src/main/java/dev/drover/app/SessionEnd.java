package dev.drover.app;

import dev.drover.ui.common.FxThread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The end of the user's session: the program is told to end by a signal, and its windows, which
 * nobody closes then, still keep what they remember.
 */
final class SessionEnd {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);

    /** A desktop kills what does not end soon. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Runnable closing;
    private final Set<CompletableFuture<?>> keeping = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::atEnd, "drover-session-end");

    /**
     * @param closing closes the windows that are open; on the FX thread
     */
    SessionEnd(Runnable closing) {
        this.closing = closing;
    }

    /** From now on. */
    SessionEnd watch() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /**
     * A window was closed, whoever did that: the toolkit closes windows too when the program ends.
     *
     * @param kept completes when what the window keeps is on the disk
     */
    void keep(CompletableFuture<?> kept) {
        keeping.add(kept);
        kept.whenComplete((_, _) -> keeping.remove(kept));
    }

    /** The windows are closed: there is nothing to do any more. */
    void over() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the program ends already", e);
        }
    }

    private void atEnd() {
        // JavaFX ends by a hook of its own, at the same time, and stumbles over windows that hide.
        Thread.setDefaultUncaughtExceptionHandler(
                (_, failure) -> LOG.debug("while the toolkit ended", failure));
        close();
    }

    /** Blocks for a few seconds at most. */
    void close() {
        try {
            CompletableFuture.runAsync(closing, FxThread.EXECUTOR)
                    .thenCompose(
                            _ ->
                                    CompletableFuture.allOf(
                                            keeping.toArray(CompletableFuture<?>[]::new)))
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException | IllegalStateException e) {
            LOG.warn("the windows could not keep what they remember", e);
        }
    }
}
