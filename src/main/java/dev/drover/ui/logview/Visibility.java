package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

/** Which entries of a document are shown, and which are folded into another. FX thread only. */
final class Visibility {

    private RowFilter filter = RowFilter.ALL;
    private @Nullable TextFilter text;
    private boolean folding = true;
    private long judgedTo;

    RowFilter filter() {
        return filter;
    }

    void show(RowFilter newFilter) {
        filter = newFilter;
    }

    void setFolding(boolean fold) {
        folding = fold;
    }

    /** Another text filter, which has spoken about nothing from a position on. */
    void sift(@Nullable TextFilter newText, long from) {
        text = newText;
        judgedTo = from;
    }

    /** The position up to which the text filter has spoken. */
    long judgedTo() {
        return judgedTo;
    }

    void setJudgedTo(long position) {
        judgedTo = position;
    }

    /** Asks the text filter at once about a row that it has spoken about, or that is new. */
    void judge(LogEntry entry) {
        if (text != null && entry.position < judgedTo) {
            entry.matched = LogSieve.accepts(text, entry.row());
        }
    }

    boolean passes(LogEntry entry) {
        return filter.shows(entry.row()) && (text == null || passesText(entry, text));
    }

    /** Frames go with the line above them. */
    private boolean passesText(LogEntry entry, TextFilter wanted) {
        if (entry.position >= judgedTo) {
            return false;
        }
        LogEntry head = entry.head;
        if (head == null) {
            return entry.matched;
        }
        return wanted.hide() ? entry.matched && head.matched : entry.matched || head.matched;
    }

    boolean isFoldable(LogEntry entry) {
        LogEntry head = entry.head;
        return folding && head != null && head.isVisible();
    }
}
