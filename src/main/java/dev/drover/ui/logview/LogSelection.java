package dev.drover.ui.logview;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** What is selected: from one place in the document to another. */
final class LogSelection {

    private @Nullable Place anchor;
    private @Nullable Place caret;

    /** Before the character {@code index} of a row. */
    record Place(long row, int index) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byRow = Long.compare(row, other.row);
            return byRow != 0 ? byRow : Integer.compare(index, other.index);
        }
    }

    /**
     * Characters {@code start} to before {@code end} of a row; {@code newline}: and the end of the
     * line.
     */
    record Range(int start, int end, boolean newline) {}

    boolean isEmpty() {
        return anchor == null || anchor.equals(caret);
    }

    void clear() {
        anchor = null;
        caret = null;
    }

    /** Starts anew at a place. */
    void startAt(Place place) {
        anchor = place;
        caret = place;
    }

    /** Selects from where it began to a place. */
    void extendTo(Place place) {
        if (anchor == null) {
            anchor = place;
        }
        caret = place;
    }

    void selectAll(LogDocument document) {
        startAt(new Place(document.firstRow(), 0));
        extendTo(new Place(document.endRow() - 1, Integer.MAX_VALUE));
    }

    /** Puts the selected text on the clipboard. */
    void copy(LogDocument document) {
        if (!isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text(document));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    @Nullable Place caret() {
        return caret;
    }

    /** The first place; there must be a selection. */
    Place start() {
        Place a = Objects.requireNonNull(anchor);
        Place c = Objects.requireNonNull(caret);
        return a.compareTo(c) <= 0 ? a : c;
    }

    /** The place after the last character; there must be a selection. */
    Place end() {
        Place a = Objects.requireNonNull(anchor);
        Place c = Objects.requireNonNull(caret);
        return a.compareTo(c) <= 0 ? c : a;
    }

    /** What of a row is selected, or null. */
    @Nullable Range in(long row, int length) {
        if (isEmpty() || row < start().row() || row > end().row()) {
            return null;
        }
        boolean last = row == end().row();
        int from = row == start().row() ? Math.min(start().index(), length) : 0;
        int to = last ? Math.min(end().index(), length) : length;
        return from == to && last ? null : new Range(from, to, !last);
    }

    /**
     * The selected text, lines joined by newlines: frames that are folded into a line are part of
     * it, rows between lines are not.
     */
    String text(LogDocument document) {
        if (isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        long from = Math.max(start().row(), document.firstRow());
        long to = Math.min(end().row(), document.endRow() - 1);
        for (long n = from; n <= to; n++) {
            if (document.row(n) instanceof LogRow.Output output) {
                append(text, n, output.text(), document);
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, long row, String line, LogDocument document) {
        Range range = in(row, line.length());
        if (range == null) {
            return;
        }
        text.append(line, range.start(), range.end());
        boolean toTheEnd = row == end().row() && end().index() == Integer.MAX_VALUE;
        if (range.newline() || toTheEnd) {
            for (LogEntry frame : document.entry(row).folded()) {
                text.append('\n').append(frame.row().text());
            }
        }
        text.append(range.newline() ? "\n" : "");
    }
}
