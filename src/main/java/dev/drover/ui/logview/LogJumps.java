package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Goes to places of the log that the document does not hold; one at a time, of those that are
 * wanted meanwhile the last. FX thread only.
 */
final class LogJumps {

    private final LogPages pages;
    private final Consumer<Map<LogKey, Long>> landing;
    private final Consumer<String> failed;
    private @Nullable Supplier<CompletableFuture<Map<LogKey, Long>>> next;
    private boolean underWay;

    /**
     * @param landing loads a place, where the document is to begin, and says {@link #arrived} then
     * @param failed gets a sentence
     */
    LogJumps(LogPages pages, Consumer<Map<LogKey, Long>> landing, Consumer<String> failed) {
        this.pages = pages;
        this.landing = landing;
        this.failed = failed;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** To a place of one log, and to the same time in the others. */
    void to(LogKey key, LogPlace place) {
        jump(() -> pages.cut(key, place));
    }

    /** To the beginning. */
    void toStart() {
        jump(() -> pages.cut(key -> new LogPlace.Offset(pages.range(key).earliest())));
    }

    /** To a line of the largest log by its number, from 1. */
    void toLine(long number) {
        pages.keys().stream().findFirst().ifPresent(key -> to(key, new LogPlace.Line(number)));
    }

    /** To what was received at a time. */
    void toTime(Instant time) {
        jump(() -> pages.cut(_ -> new LogPlace.Time(time)));
    }

    /** To a part, of 1, of the largest log. */
    void toPart(double part) {
        pages.keys().stream()
                .findFirst()
                .ifPresent(
                        key -> {
                            LogRange range = pages.range(key);
                            long offset = range.start() + (long) (part * range.size());
                            to(key, new LogPlace.Offset(offset));
                        });
    }

    private void jump(Supplier<CompletableFuture<Map<LogKey, Long>>> place) {
        if (underWay) {
            next = place;
            return;
        }
        underWay = true;
        FxThread.whenDone(
                place.get(),
                (offsets, failure) -> {
                    if (!underWay) {
                        return;
                    }
                    if (offsets == null) {
                        giveUp();
                        failed.accept(Failures.sentence(failure));
                    } else {
                        landing.accept(offsets);
                    }
                });
    }

    /** The place is shown; goes on to where somebody wants to be by now. */
    void arrived() {
        underWay = false;
        Supplier<CompletableFuture<Map<LogKey, Long>>> wanted = next;
        next = null;
        if (wanted != null) {
            jump(wanted);
        }
    }

    /** Something else is shown instead. */
    void giveUp() {
        underWay = false;
        next = null;
    }
}
