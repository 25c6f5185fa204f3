package dev.drover.ui.logview;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunRecord;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where the log view gets what it shows. Safe for use by several threads. */
public interface LogSource {

    /** The last {@code maxBytes} of both logs of a process. */
    CompletableFuture<LogTail> tail(int id, int maxBytes);

    /** True when {@link #window} and {@link #search} reach what is not in {@link #tail}. */
    default boolean hasWindows() {
        return false;
    }

    /** Lines at any place of a log. */
    default CompletableFuture<LogWindow> window(LogWindowRequest request) {
        return CompletableFuture.completedFuture(new LogWindow(List.of(), 0, 0, 0, 0, 0, 0));
    }

    /** The next lines of a log that a search finds. */
    default CompletableFuture<LogHits> search(LogSearchRequest request) {
        return CompletableFuture.completedFuture(new LogHits(List.of(), 0, true, false));
    }

    /** The runs of a process, oldest first; empty where nobody keeps them. */
    default CompletableFuture<List<RunRecord>> runs(int id) {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * Delivers events from now on, on a background thread and in order, until the subscription is
     * closed.
     */
    Subscription subscribe(Consumer<ProcessEvent> listener);

    /** Ends the delivery of events; closing twice does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
