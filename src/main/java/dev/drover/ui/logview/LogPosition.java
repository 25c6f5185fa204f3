package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;

/**
 * Which line of how many is the first in view: asks when that changed. Lines of several logs have
 * no number together. FX thread only.
 */
final class LogPosition {

    private final LogSource source;
    private final LogView view;
    private final LogWords words;
    private final BooleanSupplier merged;
    private final Runnable changed;
    private @Nullable LogEntry asked;
    private long askedEnd;
    private long line;
    private long count;
    private @Nullable LogKey counted;
    private boolean asking;
    private String text = "";

    /**
     * @param merged whether there are lines of several logs
     * @param changed runs when an answer has come
     */
    LogPosition(
            LogSource source,
            LogView view,
            LogWords words,
            BooleanSupplier merged,
            Runnable changed) {
        this.source = source;
        this.view = view;
        this.words = words;
        this.merged = merged;
        this.changed = changed;
        view.heightProperty().addListener((_, _, _) -> changed.run());
    }

    /** Empty while it is not known. */
    String text() {
        return text;
    }

    void refresh() {
        LogEntry top = merged.getAsBoolean() ? null : firstLine();
        // What comes is not in a document that stands elsewhere.
        long end = view.document().endPosition() + view.newRowsProperty().get();
        if (top == null) {
            text = "";
            line = 0;
            count = 0;
            asked = null;
        }
        if (!source.hasWindows()
                || asking
                || top == null
                || top == asked && end == askedEnd
                || !(top.row() instanceof LogRow.Output row)
                || !row.bytes().isKnown()) {
            return;
        }
        if (!row.key().equals(counted)) {
            counted = row.key();
            count = 0;
        }
        asking = true;
        asked = top;
        askedEnd = end;
        FxThread.whenDone(
                source.window(
                        new LogWindowRequest(
                                row.source(),
                                row.stream(),
                                new LogPlace.Offset(row.bytes().offset()),
                                true,
                                1)),
                (window, failure) -> {
                    asking = false;
                    learn(window);
                    changed.run();
                });
    }

    /** The first line in view; what stands between lines has no number. */
    private @Nullable LogEntry firstLine() {
        LogDocument document = view.document();
        long end = Math.min(document.endRow(), view.topRow() + (long) view.visibleRows() + 1);
        for (long row = Math.max(view.topRow(), document.firstRow()); row < end; row++) {
            if (document.row(row) instanceof LogRow.Output) {
                return document.entry(row);
            }
        }
        return null;
    }

    private void learn(@Nullable LogWindow window) {
        if (window == null || window.line() <= 0 || merged.getAsBoolean()) {
            text = "";
        } else if (window.lineCount() > 0) {
            count = window.lineCount();
            text = words.format("status.lineOf", window.line(), count);
        } else if (count >= window.line()) {
            // Counted a moment ago: better than a figure that comes and goes.
            text = words.format("status.lineOf", window.line(), count);
        } else if (window.line() != line) {
            text = words.format("status.line", window.line());
        }
        line = window == null ? 0 : window.line();
        if (window != null && window.lineCount() <= 0) {
            // They are being counted: ask again.
            asked = null;
        }
    }
}
