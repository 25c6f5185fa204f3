package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

/** The rows that a view stays at when rows are numbered anew. */
final class ViewAnchors {

    private @Nullable LogEntry top;
    private @Nullable LogEntry current;

    void rememberTop(LogDocument document, long row) {
        top = entry(document, row);
    }

    void rememberCurrent(LogDocument document, LogSelection.@Nullable Place caret) {
        current = caret == null ? null : entry(document, caret.row());
    }

    /** The row that was the first in view; null when it is gone. */
    @Nullable LogEntry top(LogDocument document) {
        return top != null && document.holds(top) ? top : null;
    }

    /** The row that keys and the menu are about; null when there is none. */
    @Nullable LogEntry current(LogDocument document) {
        return current != null && document.holds(current) ? current : null;
    }

    boolean isCurrent(LogEntry entry) {
        return entry == current;
    }

    private static @Nullable LogEntry entry(LogDocument document, long row) {
        boolean there = row >= document.firstRow() && row < document.endRow();
        return there ? document.entry(row) : null;
    }
}
