package dev.drover.ui.processtable;

import dev.drover.domain.Cause;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.StatusWord;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The orders of the table. All end with name and id, so that equal rows do not change places. */
final class RowOrder {

    private static final Comparator<ObservableProcess> BY_NAME =
            Comparator.comparing(ObservableProcess::description, NaturalOrder.OF_PROCESSES);

    /** A run that followed a crash has to last this long until the row counts as running. */
    private static final Duration PROBATION = Duration.ofMinutes(1);

    /** What needs attention comes first. A crash loop stays where it is between its crashes. */
    static final Comparator<ObservableProcess> TROUBLE_FIRST =
            Comparator.comparing(RowOrder::trouble).thenComparing(BY_NAME);

    private RowOrder() {}

    private static StatusWord trouble(ObservableProcess row) {
        ProcessDescription process = row.description();
        StatusWord word = StatusWord.of(process);
        boolean afterCrash =
                process.startCause().filter(Cause.Crash.class::isInstance).isPresent()
                        && process.startedAt()
                                .map(row.sampledAtProperty().get().minus(PROBATION)::isBefore)
                                .orElse(false);
        return word.compareTo(StatusWord.RESTARTING) > 0 && process.pid().isPresent() && afterCrash
                ? StatusWord.RESTARTING
                : word;
    }

    /** The order that the clicked headers ask for; {@link #TROUBLE_FIRST} when none is. */
    static Comparator<ObservableProcess> of(
            @Nullable Comparator<? super ObservableProcess> headers) {
        return headers == null ? TROUBLE_FIRST : after(headers);
    }

    private static Comparator<ObservableProcess> after(
            Comparator<? super ObservableProcess> headers) {
        return ((Comparator<ObservableProcess>) headers::compare).thenComparing(BY_NAME);
    }

    static boolean isOrdered(
            List<ObservableProcess> rows, Comparator<? super ObservableProcess> order) {
        for (int i = 1; i < rows.size(); i++) {
            if (order.compare(rows.get(i - 1), rows.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
