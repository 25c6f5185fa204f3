package dev.drover.ui.logview;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Goes to the next error or warning beyond the document: whoever has the logs looks for lines that
 * may be one, and of these the first that is one, and that the filters let through, is shown. FX
 * thread only.
 */
final class LevelHunt {

    private static final Duration STEP = Duration.ofMillis(200);

    /** Bytes that are judged at a time. */
    private static final int BLOCK = 64 * 1024;

    private final LogSource source;
    private final LogContents contents;
    private final Supplier<RowChoice> shown;
    private final Consumer<String> failed;
    private int generation;
    private boolean underWay;

    /** Where it stands, and when it came. */
    private record Found(LogKey key, long offset, Instant at) {}

    /** What is looked for. */
    private record Wish(LogKey key, Level level, boolean forward, int asked) {}

    /**
     * @param shown judges what the filters let through
     * @param failed gets a sentence
     */
    LevelHunt(
            LogSource source,
            LogContents contents,
            Supplier<RowChoice> shown,
            Consumer<String> failed) {
        this.source = source;
        this.contents = contents;
        this.shown = shown;
        this.failed = failed;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Looks no further. */
    void stop() {
        generation++;
        underWay = false;
    }

    /** True when there is something in this direction beyond the document. */
    boolean reaches(boolean forward) {
        return contents.reachesFurther()
                && (forward ? !contents.reachesEnd() : contents.pages().hasOlder());
    }

    /**
     * Goes to the next or previous line of a level before or after the document.
     *
     * @param outcome gets whether there is one; not called when it was stopped or failed
     */
    void step(Level level, boolean forward, Consumer<Boolean> outcome) {
        stop();
        underWay = true;
        int asked = generation;
        LogPages pages = contents.pages();
        CompletableFuture<List<Found>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (LogKey key : pages.keys()) {
            Wish wish = new Wish(key, level, forward, asked);
            all =
                    all.thenCombine(
                            find(wish, pages.edge(key, forward)),
                            (found, one) -> {
                                one.ifPresent(found::add);
                                return found;
                            });
        }
        FxThread.whenDone(
                all,
                (found, failure) -> {
                    if (asked != generation) {
                        return;
                    }
                    underWay = false;
                    if (found == null) {
                        failed.accept(Failures.sentence(failure));
                        return;
                    }
                    Found nearest = nearest(found, forward);
                    if (nearest != null) {
                        contents.jumps().to(nearest.key(), new LogPlace.Offset(nearest.offset()));
                    }
                    outcome.accept(nearest != null);
                });
    }

    private static @Nullable Found nearest(List<Found> found, boolean forward) {
        Found best = null;
        for (Found one : found) {
            int order = best == null ? 0 : one.at().compareTo(best.at());
            best = best == null || forward && order < 0 || !forward && order > 0 ? one : best;
        }
        return best;
    }

    private CompletableFuture<Optional<Found>> find(Wish wish, long from) {
        if (!wish.forward() && from <= contents.pages().range(wish.key()).earliest()) {
            return nothing();
        }
        LogSearchRequest request =
                new LogSearchRequest(
                        wish.key().source(),
                        wish.key().stream(),
                        LevelGuess.candidates(wish.level()),
                        OptionalLong.of(from),
                        wish.forward(),
                        1,
                        STEP);
        return source.search(request).thenComposeAsync(hits -> goOn(wish, hits), FxThread.EXECUTOR);
    }

    private CompletableFuture<Optional<Found>> goOn(Wish wish, LogHits hits) {
        if (wish.asked() != generation) {
            return nothing();
        }
        if (hits.hits().isEmpty()) {
            return hits.done() ? nothing() : find(wish, hits.next());
        }
        return block(wish, hits.hits().getFirst().offset())
                .thenComposeAsync(block -> judged(wish, block), FxThread.EXECUTOR);
    }

    private CompletableFuture<Optional<Found>> judged(Wish wish, LogWindow block) {
        Optional<Found> found = judge(wish, block);
        boolean end = block.begin() >= block.end();
        return found.isPresent() || end
                ? CompletableFuture.completedFuture(found)
                : find(wish, wish.forward() ? block.end() : block.begin());
    }

    private static CompletableFuture<Optional<Found>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** The lines from one on, or up to it. */
    private CompletableFuture<LogWindow> block(Wish wish, long line) {
        if (wish.forward()) {
            return window(wish.key(), new LogPlace.Offset(line), true, BLOCK);
        }
        LogPlace place = new LogPlace.Offset(line);
        return window(wish.key(), place, false, BLOCK)
                .thenCombine(window(wish.key(), place, true, BLOCK), LevelHunt::withNext);
    }

    /** Lines, and the first of those after them. */
    private static LogWindow withNext(LogWindow before, LogWindow after) {
        List<LogLine> lines = new ArrayList<>(before.lines());
        after.lines().stream().findFirst().ifPresent(lines::add);
        return new LogWindow(
                lines, before.begin(), after.end(), before.first(), before.last(), 0, 0);
    }

    private CompletableFuture<LogWindow> window(
            LogKey key, LogPlace place, boolean forward, int maxBytes) {
        return source.window(
                new LogWindowRequest(key.source(), key.stream(), place, forward, maxBytes));
    }

    private Optional<Found> judge(Wish wish, LogWindow block) {
        LineAssembler assembler = new LineAssembler(wish.key().source(), wish.key().stream());
        RowChoice choice = shown.get();
        long first = contents.pages().range(wish.key()).earliest();
        Found found = null;
        for (LogLine line : block.lines()) {
            LogRow.Output row = assembler.line(line);
            boolean passes = choice.test(row);
            if (passes
                    && row.traits().head()
                    && row.traits().level() == wish.level()
                    && line.offset() >= first
                    && (found == null || !wish.forward())) {
                found = new Found(wish.key(), line.offset(), line.at());
            }
        }
        return Optional.ofNullable(found);
    }
}
