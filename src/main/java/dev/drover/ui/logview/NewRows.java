package dev.drover.ui.logview;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/** How many rows came since somebody stopped following. FX thread only. */
final class NewRows {

    private final ReadOnlyLongWrapper count;
    private long seen;

    NewRows(Object bean) {
        count = new ReadOnlyLongWrapper(bean, "newRows", 0);
    }

    ReadOnlyLongProperty property() {
        return count.getReadOnlyProperty();
    }

    /** Up to here nothing is new. */
    void seenTo(long end) {
        seen = end;
    }

    void restart(long end) {
        seen = end;
        count.set(0);
    }

    long seen() {
        return seen;
    }

    /** The document ends here now. */
    void endsAt(long end) {
        count.set(Math.max(0, end - seen));
    }

    /** Rows came that are not in the document. */
    void addUnseen(long rows) {
        seen -= rows;
        count.set(count.get() + rows);
    }
}
