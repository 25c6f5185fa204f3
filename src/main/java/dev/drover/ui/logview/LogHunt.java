package dev.drover.ui.logview;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogQuery;
import dev.drover.domain.LogSearchRequest;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Searches the whole of the logs where the document holds a part: counts the lines, a step at a
 * time, and goes to the next one. FX thread only; whoever has the logs searches.
 */
final class LogHunt {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int HITS_PER_STEP = 5_000;

    /** Of each log, those whose place is remembered, to say which one of all a hit is. */
    private static final int MAX_KEPT = 100_000;

    private final LogSource source;
    private final LogContents contents;
    private final Runnable changed;
    private final Map<LogKey, Found> found = new LinkedHashMap<>();
    private @Nullable LogQuery query;
    private int generation;
    private int steps;
    private boolean counting;
    private boolean tooSlow;

    /** Lines of one log. */
    private static final class Found {
        private long[] offsets = new long[64];
        private int kept;
        private long count;
        private boolean done;

        void add(List<LogHits.Hit> hits) {
            for (LogHits.Hit hit : hits) {
                if (kept < MAX_KEPT) {
                    if (kept == offsets.length) {
                        offsets = Arrays.copyOf(offsets, 2 * kept);
                    }
                    offsets[kept++] = hit.offset();
                }
                count++;
            }
        }
    }

    private record Hit(LogKey key, LogHits.Hit line) {}

    /** {@code changed} runs after something was found, or all was looked at. */
    LogHunt(LogSource source, LogContents contents, Runnable changed) {
        this.source = source;
        this.contents = contents;
        this.changed = changed;
    }

    /** Looks for something else, or with null for nothing. */
    void search(@Nullable LogQuery newQuery) {
        query = newQuery;
        found.clear();
        tooSlow = false;
        stop();
        if (newQuery != null && source.hasWindows()) {
            counting = true;
            List<LogKey> keys = contents.pages().keys();
            keys.forEach(key -> found.put(key, new Found()));
            countNext(newQuery, OptionalLong.empty());
        }
    }

    /** Counts no further. */
    void stop() {
        generation++;
        steps++;
        counting = false;
    }

    /** True when the document does not hold everything, so that its hits are not all. */
    boolean isNeeded() {
        return source.hasWindows() && query != null && !contents.isWhole();
    }

    boolean isCounting() {
        return counting;
    }

    boolean isTooSlow() {
        return tooSlow;
    }

    /** Lines found so far. */
    long count() {
        return found.values().stream().mapToLong(log -> log.count).sum();
    }

    /** Which hit of all a row is, from 1; 0 when it is none, or that is not known. */
    long numberOf(@Nullable LogEntry entry) {
        List<LogKey> withHits = found.keySet().stream().filter(key -> count(key) > 0).toList();
        if (counting
                || withHits.size() != 1
                || entry == null
                || !(entry.row() instanceof LogRow.Output row)
                || !row.key().equals(withHits.getFirst())) {
            return 0;
        }
        Found log = found.get(row.key());
        return log == null
                ? 0
                : Arrays.binarySearch(log.offsets, 0, log.kept, row.bytes().offset()) + 1;
    }

    private long count(LogKey key) {
        Found log = found.get(key);
        return log == null ? 0 : log.count;
    }

    private void countNext(LogQuery wanted, OptionalLong from) {
        int asked = generation;
        Optional<Map.Entry<LogKey, Found>> next =
                found.entrySet().stream().filter(entry -> !entry.getValue().done).findFirst();
        if (next.isEmpty()) {
            counting = false;
            changed.run();
            return;
        }
        Found log = next.get().getValue();
        FxThread.whenDone(
                source.search(request(next.get().getKey(), wanted, from, true, HITS_PER_STEP)),
                (hits, failure) -> {
                    if (asked != generation) {
                        return;
                    }
                    if (hits == null) {
                        counting = false;
                        changed.run();
                        return;
                    }
                    log.add(hits.hits());
                    log.done = hits.done();
                    tooSlow |= hits.tooSlow();
                    changed.run();
                    countNext(
                            wanted, log.done ? OptionalLong.empty() : OptionalLong.of(hits.next()));
                });
    }

    private static LogSearchRequest request(
            LogKey key, LogQuery query, OptionalLong from, boolean forward, int maxHits) {
        return new LogSearchRequest(
                key.source(), key.stream(), query, from, forward, maxHits, STEP);
    }

    /** To the next or previous hit beyond the document, round the end. */
    void step(boolean forward) {
        LogQuery wanted = query;
        if (wanted == null) {
            return;
        }
        steps++;
        LogPages pages = contents.pages();
        Map<LogKey, OptionalLong> from = new LinkedHashMap<>();
        pages.keys().forEach(key -> from.put(key, OptionalLong.of(pages.edge(key, forward))));
        step(wanted, from, forward, true);
    }

    private void step(
            LogQuery wanted, Map<LogKey, OptionalLong> from, boolean forward, boolean round) {
        int asked = steps;
        CompletableFuture<List<Hit>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Map.Entry<LogKey, OptionalLong> log : from.entrySet()) {
            all =
                    all.thenCombine(
                            first(log.getKey(), wanted, log.getValue(), forward, asked),
                            (hits, hit) -> {
                                hit.ifPresent(line -> hits.add(new Hit(log.getKey(), line)));
                                return hits;
                            });
        }
        FxThread.whenDone(
                all,
                (hits, failure) -> {
                    if (asked != steps || hits == null) {
                        return;
                    }
                    if (!hits.isEmpty()) {
                        Hit hit = nearest(hits, forward);
                        contents.jumps().to(hit.key(), new LogPlace.Offset(hit.line().offset()));
                    } else if (round) {
                        Map<LogKey, OptionalLong> ends = new LinkedHashMap<>();
                        from.keySet().forEach(key -> ends.put(key, OptionalLong.empty()));
                        step(wanted, ends, forward, false);
                    }
                });
    }

    private static Hit nearest(List<Hit> hits, boolean forward) {
        Hit best = hits.getFirst();
        for (Hit hit : hits) {
            int order = hit.line().at().compareTo(best.line().at());
            best = forward && order < 0 || !forward && order > 0 ? hit : best;
        }
        return best;
    }

    private CompletableFuture<Optional<LogHits.Hit>> first(
            LogKey key, LogQuery wanted, OptionalLong from, boolean forward, int asked) {
        return source.search(request(key, wanted, from, forward, 1))
                .thenComposeAsync(
                        hits -> {
                            if (!hits.hits().isEmpty() || hits.done() || asked != steps) {
                                return CompletableFuture.completedFuture(
                                        hits.hits().stream().findFirst());
                            }
                            OptionalLong next = OptionalLong.of(hits.next());
                            return first(key, wanted, next, forward, asked);
                        },
                        FxThread.EXECUTOR);
    }
}
