package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

/** The row that a reader is to see again when more was loaded. FX thread only. */
final class LogAim {

    private final LogView view;
    private final LogDocument document;
    private @Nullable RowPlace place;
    private @Nullable RowPlace current;
    private @Nullable LogEntry target;

    LogAim(LogView view) {
        this.view = view;
        this.document = view.document();
    }

    /** Another log is shown: no place of the one before is wanted. */
    void forgetAll() {
        target = null;
        place = null;
        current = null;
    }

    /**
     * The document is about to be read anew: keeps the current row, and what is at the top for a
     * reader who does not follow the end; nothing of what was wanted.
     */
    void keepTop() {
        target = null;
        place = view.followingProperty().get() ? null : topPlace();
        current = RowPlace.of(view.current());
    }

    /** Of the first line in view: what stands between lines has no place in a file. */
    private @Nullable RowPlace topPlace() {
        RowPlace found = null;
        for (long row = Math.max(view.topRow(), document.firstRow());
                found == null && row < document.endRow();
                row++) {
            found = RowPlace.of(document.entry(row));
        }
        return found;
    }

    boolean isKeeping() {
        return place != null;
    }

    /** The document was read anew. */
    void returnToPlace() {
        RowPlace kept = place;
        RowPlace chosen = current;
        place = null;
        current = null;
        if (chosen != null && view.current() == null) {
            chosen.in(document).ifPresent(entry -> view.select(document.numberFrom(entry)));
        }
        if (kept != null) {
            kept.in(document).ifPresent(entry -> view.scrollTo(document.numberFrom(entry)));
        }
    }

    /** Shows a row now, and again when there is something above it. */
    void at(LogEntry row) {
        view.showInContext(row);
        target = row;
    }

    /**
     * There is something above it; a row that a filter has not judged yet is waited for.
     *
     * @param filtering some rows are hidden
     */
    void filled(boolean filtering) {
        LogEntry row = target;
        if (row != null && (row.isVisible() || !filtering)) {
            target = null;
            view.showInContext(row);
        }
    }
}
