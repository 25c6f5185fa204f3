package dev.drover.ui.logview;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

import java.util.List;

/** How many rows came since somebody stopped following. FX thread only. */
final class NewRows {

    private final ReadOnlyLongWrapper count;
    private long seen;
    private long judged;
    private int errors;

    NewRows(Object bean) {
        count = new ReadOnlyLongWrapper(bean, "newRows", 0);
    }

    ReadOnlyLongProperty property() {
        return count.getReadOnlyProperty();
    }

    /** Errors among them. */
    int errors() {
        return errors;
    }

    /** Up to here nothing is new. */
    void seenTo(long end) {
        seen = end;
        judged = Math.max(judged, end);
    }

    void restart(long end) {
        seen = end;
        judged = end;
        errors = 0;
        count.set(0);
    }

    long seen() {
        return seen;
    }

    /** The document has another end now. */
    void endsAt(LogDocument document) {
        long end = document.endRow();
        for (long n = Math.max(judged, document.firstRow()); n < end; n++) {
            errors += document.entry(n).countedLevel() == Level.ERROR ? 1 : 0;
        }
        judged = end;
        count.set(Math.max(0, end - seen));
    }

    /** Rows that were new without being in the document are in it now. */
    void loaded(long rows, long end) {
        seen += rows;
        judged = end;
    }

    /** Rows came that are not in the document. */
    void addUnseen(List<LogRow> rows) {
        seen -= rows.size();
        for (LogRow row : rows) {
            errors += new LogEntry(row, null).countedLevel() == Level.ERROR ? 1 : 0;
        }
        count.set(count.get() + rows.size());
    }
}
