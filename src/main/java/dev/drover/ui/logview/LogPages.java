package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which part of each log is in the document, and more of it when that is wanted; one request at a
 * time. FX thread only; lines are made rows elsewhere.
 */
final class LogPages {

    /** Bytes of each log that are loaded at a time: as much as a frame can take. */
    static final int BLOCK = 128 * 1024;

    /** The same where most of it will be hidden. */
    static final int LARGE_BLOCK = 512 * 1024;

    /** Bytes of the end of the logs that who follows it has at hand. */
    static final int TAIL = 1024 * 1024;

    private final LogSource source;
    private final OpenStyles styles;
    private final RunMarks runs;
    private final Host host;
    private final Map<LogKey, LogRange> ranges = new LinkedHashMap<>();
    private int generation;
    private boolean loading;

    /** Who has the document. */
    interface Host {
        /** Rows before all others. */
        void older(List<LogRow> rows);

        /** Rows after all others. */
        void newer(List<LogRow> rows);

        void failed(String reason);
    }

    LogPages(LogSource source, RunMarks runs, Host host) {
        this.source = source;
        this.styles = new OpenStyles(source);
        this.runs = runs;
        this.host = host;
    }

    /** Forgets everything; answers that are still to come are not wanted. */
    void clear() {
        ranges.clear();
        stop();
    }

    /** What is being loaded is not wanted any more. */
    void stop() {
        generation++;
        loading = false;
    }

    /**
     * The document holds {@code [begin, end)} of a log.
     *
     * @param hidden offset before which nothing is wanted
     */
    void set(LogKey key, long begin, long end, long hidden) {
        LogRange range = ranges.computeIfAbsent(key, _ -> new LogRange());
        boolean known = range.last > 0;
        range.begin = begin;
        range.end = end;
        range.first = known ? range.first : begin;
        range.last = Math.max(range.last, end);
        range.hidden = hidden;
    }

    /** Asks how far each log reaches. */
    void measure() {
        ask(ranges.keySet(), _ -> new LogPlace.End(), false, 1)
                .thenAcceptAsync(
                        windows ->
                                windows.forEach(
                                        (key, window) -> learn(key, window.first(), window.last())),
                        FxThread.EXECUTOR)
                .thenRunAsync(() -> host.older(List.of()), FxThread.EXECUTOR);
    }

    private void learn(LogKey key, long first, long last) {
        LogRange range = ranges.get(key);
        if (range != null) {
            range.learn(first, last);
        }
    }

    boolean isLoading() {
        return loading;
    }

    boolean hasOlder() {
        return ranges.values().stream().anyMatch(LogRange::hasOlder);
    }

    /** True also while nobody knows. */
    boolean mayHaveOlder() {
        return ranges.values().stream().anyMatch(LogRange::mayHaveOlder);
    }

    /** False also when more has come that nobody told of. */
    boolean hasNewer() {
        return ranges.values().stream().anyMatch(range -> range.end < range.last);
    }

    /** Loads what is before the document. */
    void loadOlder(int maxBytes) {
        load(
                maxBytes,
                LogRange::hasOlder,
                range -> new LogPlace.Offset(range.begin),
                false,
                (windows, styles) -> {
                    Map<LogKey, Long> hidden = new HashMap<>();
                    ranges.forEach((key, range) -> hidden.put(key, range.hidden));
                    return LogBlock.before(windows, hidden, styles);
                },
                block -> {
                    block.parts().forEach((key, part) -> range(key).begin = part.begin());
                    host.older(block.rows());
                });
    }

    /** Loads what is after the document. */
    void loadNewer() {
        load(
                BLOCK,
                range -> true,
                range -> new LogPlace.Offset(range.end),
                true,
                LogBlock::after,
                block -> {
                    block.parts().forEach((key, part) -> range(key).end = part.end());
                    host.newer(block.rows());
                });
    }

    LogRange range(LogKey key) {
        return ranges.computeIfAbsent(key, _ -> new LogRange());
    }

    private interface Then {
        void take(LogBlock block);
    }

    private void load(
            int maxBytes,
            Predicate<LogRange> wanted,
            Function<LogRange, LogPlace> place,
            boolean forward,
            BiFunction<Map<LogKey, LogWindow>, Map<LogKey, SgrStyle>, LogBlock> making,
            Then then) {
        List<LogKey> keys =
                ranges.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (loading || keys.isEmpty()) {
            return;
        }
        loading = true;
        int asked = generation;
        FxThread.whenDone(
                ask(keys, key -> place.apply(range(key)), forward, maxBytes)
                        .thenComposeAsync(
                                windows ->
                                        styles.before(windows)
                                                .thenApply(known -> making.apply(windows, known)),
                                Thread::startVirtualThread)
                        .thenCompose(runs::learn),
                (block, failure) -> {
                    if (asked == generation) {
                        loading = false;
                        take(block, failure, then);
                    }
                });
    }

    private void take(@Nullable LogBlock block, @Nullable Throwable failure, Then then) {
        if (block == null) {
            host.failed(Failures.sentence(failure));
            return;
        }
        block.parts().forEach((key, part) -> learn(key, part.first(), part.last()));
        then.take(block);
    }

    /** The same window of several logs. */
    CompletableFuture<Map<LogKey, LogWindow>> ask(
            Iterable<LogKey> keys,
            Function<LogKey, LogPlace> place,
            boolean forward,
            int maxBytes) {
        CompletableFuture<Map<LogKey, LogWindow>> all =
                CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (LogKey key : keys) {
            LogWindowRequest request =
                    new LogWindowRequest(
                            key.source(), key.stream(), place.apply(key), forward, maxBytes);
            all =
                    all.thenCombine(
                            source.window(request),
                            (windows, window) -> {
                                windows.put(key, window);
                                return windows;
                            });
        }
        return all;
    }

    /**
     * Where other logs are at a place of one: at the time of its line, or where time is not known
     * as far along as that one.
     *
     * @return the offset of each log
     */
    CompletableFuture<Map<LogKey, Long>> cut(LogKey key, LogPlace place) {
        return ask(List.of(key), _ -> place, true, 1)
                .thenCompose(
                        found -> {
                            LogWindow window = found.get(key);
                            List<LogKey> others =
                                    ranges.keySet().stream().filter(k -> !k.equals(key)).toList();
                            return ask(others, other -> placeBeside(window, other), true, 1)
                                    .thenApply(
                                            windows -> {
                                                windows.put(key, window);
                                                return begins(windows);
                                            });
                        });
    }

    private LogPlace placeBeside(LogWindow window, LogKey other) {
        if (window.begin() >= window.last()) {
            return new LogPlace.End();
        }
        boolean timed =
                !window.lines().isEmpty() && window.lines().getFirst().at().toEpochMilli() > 0;
        if (timed) {
            return new LogPlace.Time(window.lines().getFirst().at());
        }
        double part =
                (window.begin() - window.first())
                        / (double) Math.max(1, window.last() - window.first());
        LogRange range = ranges.get(other);
        return range == null
                ? new LogPlace.End()
                : new LogPlace.Offset(range.first + (long) (part * (range.last - range.first)));
    }

    /** Where each log is at the same place, for a place that all of them have. */
    CompletableFuture<Map<LogKey, Long>> cut(Function<LogKey, LogPlace> place) {
        return ask(ranges.keySet(), place, true, 1).thenApply(LogPages::begins);
    }

    private static Map<LogKey, Long> begins(Map<LogKey, LogWindow> windows) {
        Map<LogKey, Long> begins = new LinkedHashMap<>();
        windows.forEach((key, window) -> begins.put(key, window.begin()));
        return begins;
    }

    /** The document is empty and stands between these offsets. */
    void moveTo(Map<LogKey, Long> offsets) {
        stop();
        offsets.forEach(
                (key, offset) -> {
                    LogRange range = ranges.get(key);
                    if (range != null) {
                        range.begin = Math.max(range.hidden, offset);
                        range.end = range.begin;
                    }
                });
    }

    /** A row at the front of the document was dropped. */
    void trimmedFront(LogRow row) {
        if (row instanceof LogRow.Output output && output.bytes().isKnown()) {
            LogRange range = ranges.get(output.key());
            if (range != null) {
                range.begin = Math.max(range.begin, output.bytes().end());
            }
        }
    }

    /** A row at the end of the document was dropped. */
    void trimmedEnd(LogRow row) {
        if (row instanceof LogRow.Output output && output.bytes().isKnown()) {
            LogRange range = ranges.get(output.key());
            if (range != null) {
                range.last = Math.max(range.last, output.bytes().end());
                range.end = Math.min(range.end, output.bytes().offset());
            }
        }
    }

    /** A row at the end of the document was added. */
    void appended(LogRow row) {
        if (row instanceof LogRow.Output output && output.bytes().isKnown()) {
            LogRange range = ranges.get(output.key());
            if (range != null) {
                if (output.bytes().offset() < range.begin) {
                    // The file was emptied: what was before it is in no file any more.
                    ranges.put(output.key(), new LogRange(output.bytes()));
                    return;
                }
                range.end = Math.max(range.end, output.bytes().end());
                range.last = Math.max(range.last, range.end);
            }
        }
    }

    /** A row was added to a log whose end is not in the document. */
    void grown(LogRow row) {
        if (row instanceof LogRow.Output output && output.bytes().isKnown()) {
            LogRange range = ranges.get(output.key());
            if (range != null) {
                range.last = Math.max(range.last, output.bytes().end());
            }
        }
    }

    /** True when more than one log has lines that are wanted. */
    boolean isMerge() {
        return ranges.values().stream().filter(range -> range.size() > 0).count() > 1;
    }

    /** The logs, the largest first. */
    List<LogKey> keys() {
        return ranges.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().size(), a.getValue().size()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Where the document begins or ends in a log. */
    long edge(LogKey key, boolean end) {
        LogRange range = range(key);
        return end ? range.end : range.begin;
    }

    /** Before which nothing is wanted. */
    long hidden(LogKey key) {
        return range(key).hidden;
    }

    /** The part, of 1, of all bytes that is before the document. */
    double before() {
        return sum(range -> range.begin - range.start()) / (double) total();
    }

    /** The part, of 1, of all bytes that the document covers. */
    double held() {
        // While nobody knows how large the log is, what is there stands for all of it.
        return ranges.isEmpty() ? 1 : Math.clamp(heldBytes() / (double) total(), 0, 1);
    }

    /**
     * Bytes of each log to load so that who follows the end has more of it at hand; 0 for enough.
     * However short the lines are, they leave a part of {@code room}, in rows: a document that is
     * full would lose its end.
     */
    int missing(int room) {
        int bytes = Math.min(BLOCK, room / 2 / Math.max(1, ranges.size()));
        return heldBytes() < TAIL && bytes >= BLOCK / 8 ? bytes : 0;
    }

    private long heldBytes() {
        return sum(range -> range.end - range.begin);
    }

    private long total() {
        return Math.max(1, sum(LogRange::size));
    }

    private long sum(Function<LogRange, Long> of) {
        return ranges.values().stream().mapToLong(range -> Math.max(0, of.apply(range))).sum();
    }
}
