package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Judges lines that are in no document, in order, as a document would: a stack frame goes with the
 * line above it. For one thread.
 */
final class RowChoice implements Predicate<LogRow.Output> {

    private final RowFilter filter;
    private final @Nullable TextFilter text;
    private final Map<LogKey, Boolean> heads = new HashMap<>();

    RowChoice(RowFilter filter, @Nullable TextFilter text) {
        this.filter = filter;
        this.text = text;
    }

    @Override
    public boolean test(LogRow.Output row) {
        return judgeText(row) && filter.shows(row);
    }

    private boolean judgeText(LogRow.Output row) {
        TextFilter wanted = text;
        if (wanted == null) {
            return true;
        }
        boolean own = LogSieve.accepts(wanted, row);
        if (row.traits().frame() == Frame.NONE) {
            heads.put(row.key(), own);
            return own;
        }
        boolean head = heads.getOrDefault(row.key(), own);
        return wanted.hide() ? own && head : own || head;
    }
}
