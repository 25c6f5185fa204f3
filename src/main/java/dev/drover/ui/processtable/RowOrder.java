package dev.drover.ui.processtable;

import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.StatusWord;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/** The orders of the table. All end with name and id, so that equal rows do not change places. */
final class RowOrder {

    private static final Comparator<ObservableProcess> BY_NAME =
            Comparator.comparing(
                            (ObservableProcess row) -> row.description().name(),
                            String.CASE_INSENSITIVE_ORDER)
                    .thenComparingInt(ObservableProcess::id);

    /** What needs attention comes first. */
    static final Comparator<ObservableProcess> TROUBLE_FIRST =
            Comparator.comparing((ObservableProcess row) -> StatusWord.of(row.description()))
                    .thenComparing(BY_NAME);

    private RowOrder() {}

    /** The order that the clicked headers ask for; {@link #TROUBLE_FIRST} when none is. */
    static Comparator<ObservableProcess> of(@Nullable Comparator<ObservableProcess> headers) {
        return headers == null ? TROUBLE_FIRST : headers.thenComparing(BY_NAME);
    }

    static boolean isOrdered(List<ObservableProcess> rows, Comparator<ObservableProcess> order) {
        for (int i = 1; i < rows.size(); i++) {
            if (order.compare(rows.get(i - 1), rows.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
