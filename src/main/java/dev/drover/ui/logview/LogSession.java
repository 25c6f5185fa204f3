package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The feeds of the processes shown at one time. Subscribes first, then asks for the histories, then
 * hands rows to the FX thread with at most one task outstanding, however much comes.
 */
final class LogSession implements AutoCloseable {

    private final LogSource source;
    private final Map<Integer, LogFeed> feeds = new LinkedHashMap<>();
    private final Listener listener;
    private final AtomicBoolean handOver = new AtomicBoolean();
    private final AtomicInteger missingHistories = new AtomicInteger();
    private LogSource.@Nullable Subscription subscription;
    private volatile boolean closed;

    /** Told on the FX thread. */
    interface Listener {
        /**
         * Rows of all processes in the order of receipt; {@code trimmed} older ones did not fit.
         */
        void rows(List<LogRow> rows, long trimmed);

        /** The history of a process cannot be had; {@code reason} is for the user. */
        void historyFailed(int id, String reason);

        /** All histories have come, or failed. */
        void loaded();
    }

    LogSession(LogSource source, List<LogFeed> feeds, Listener listener) {
        this.source = source;
        this.listener = listener;
        feeds.forEach(feed -> this.feeds.put(feed.id(), feed));
        missingHistories.set(feeds.size());
    }

    /**
     * Begins to deliver.
     *
     * @param preparing runs for each feed before it gets its history
     */
    void open(int maxBytes, Function<LogFeed, CompletableFuture<?>> preparing) {
        subscription = source.subscribe(this::event);
        for (LogFeed feed : feeds.values()) {
            // Without its runs a log is still a log.
            preparing
                    .apply(feed)
                    .thenCompose(_ -> source.runs(feed.id()).exceptionally(_ -> List.of()))
                    .thenCompose(
                            runs ->
                                    source.tail(feed.id(), maxBytes)
                                            .thenApply(tail -> new History(tail, runs)))
                    .whenComplete((history, failure) -> history(feed, history, failure));
        }
    }

    /** How far each process's log has been taken. */
    Map<Integer, Map<LogStream, Long>> positions() {
        Map<Integer, Map<LogStream, Long>> positions = new LinkedHashMap<>();
        feeds.values().forEach(feed -> positions.put(feed.id(), feed.positions()));
        return positions;
    }

    /** Where what is shown of each log begins; once the histories have come. */
    Map<LogKey, Long> begins() {
        Map<LogKey, Long> begins = new LinkedHashMap<>();
        feeds.values()
                .forEach(
                        feed ->
                                feed.begins()
                                        .forEach(
                                                (stream, begin) ->
                                                        begins.put(
                                                                new LogKey(feed.id(), stream),
                                                                begin)));
        return begins;
    }

    /** Marks that lines of a process were lost on the way. */
    void lost(int id, long lines) {
        LogFeed feed = feeds.get(id);
        if (feed != null) {
            feed.lost(lines);
            requestHandOver();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
        }
    }

    private void event(ProcessEvent event) {
        if (event instanceof ProcessEvent.OfProcess ofProcess) {
            LogFeed feed = feeds.get(ofProcess.process().id());
            if (feed != null) {
                feed.live(ofProcess);
                requestHandOver();
            }
        }
    }

    private record History(LogTail tail, List<RunRecord> runs) {}

    private void history(LogFeed feed, @Nullable History history, @Nullable Throwable failure) {
        if (history != null) {
            feed.history(history.tail(), history.runs());
        } else {
            feed.withoutHistory();
            String reason = Failures.sentence(failure);
            FxThread.EXECUTOR.execute(() -> tellFailure(feed.id(), reason));
        }
        if (missingHistories.decrementAndGet() == 0) {
            requestHandOver();
        }
    }

    private void tellFailure(int id, String reason) {
        if (!closed) {
            listener.historyFailed(id, reason);
        }
    }

    private void requestHandOver() {
        if (missingHistories.get() == 0 && handOver.compareAndSet(false, true)) {
            FxThread.EXECUTOR.execute(this::handOver);
        }
    }

    private void handOver() {
        handOver.set(false);
        if (closed) {
            return;
        }
        List<List<LogRow>> parts = new ArrayList<>();
        long trimmed = 0;
        for (LogFeed feed : feeds.values()) {
            LogFeed.Batch batch = feed.drain();
            trimmed += batch.trimmed();
            if (!batch.rows().isEmpty()) {
                parts.add(batch.rows());
            }
        }
        listener.loaded();
        if (!parts.isEmpty() || trimmed > 0) {
            listener.rows(merge(parts), trimmed);
        }
    }

    /** Merges by time of receipt; rows of one process keep their order whatever their times say. */
    static List<LogRow> merge(List<List<LogRow>> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        record Timed(Instant at, LogRow row) {}
        List<Timed> timed = new ArrayList<>();
        for (List<LogRow> part : parts) {
            Instant latest = Instant.EPOCH;
            for (LogRow row : part) {
                latest = row.at().isAfter(latest) ? row.at() : latest;
                timed.add(new Timed(latest, row));
            }
        }
        timed.sort(Comparator.comparing(Timed::at));
        return timed.stream().map(Timed::row).toList();
    }
}
