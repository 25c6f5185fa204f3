package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The lines that the view shows, bounded by number and by characters: old ones are trimmed and
 * counted. Row numbers are those of the visible rows and stay the same until the filter changes
 * ({@link #epoch()}). FX thread only.
 */
final class LogDocument {

    private final int maxRows;
    private final long maxChars;
    private final RowRing all = new RowRing();
    private final RowRing visible = new RowRing();
    private final Map<Key, Place> partials = new HashMap<>();
    private Predicate<LogRow> filter = _ -> true;
    private long chars;
    private long trimmed;
    private long lost;
    private int maxCells;
    private int epoch;
    private long changedFrom = Long.MAX_VALUE;

    private record Key(int source, LogStream stream) {}

    /** Numbers of a partial row; {@code visible} is -1 when the filter hides it. */
    private record Place(long all, long visible) {}

    LogDocument(int maxRows, long maxChars) {
        this.maxRows = maxRows;
        this.maxChars = maxChars;
    }

    long firstRow() {
        return visible.first();
    }

    /** The number after the last visible row. */
    long endRow() {
        return visible.end();
    }

    int rowCount() {
        return visible.size();
    }

    LogRow row(long number) {
        return visible.get(number);
    }

    List<LogRow> rows(long from, long to) {
        return visible.copy(from, to);
    }

    /** Rows held, visible or not. */
    int size() {
        return all.size();
    }

    /** Rows that were dropped because the document was full. */
    long trimmed() {
        return trimmed;
    }

    /** Lines that never got here, as far as somebody counted them. */
    long lost() {
        return lost;
    }

    /** Width of the widest row that was ever visible, in cells. */
    int maxCells() {
        return maxCells;
    }

    /** Grows whenever row numbers lose their meaning. */
    int epoch() {
        return epoch;
    }

    /**
     * Takes rows in order; a row completes the partial one of its process and stream in its place.
     */
    void append(List<LogRow> rows) {
        for (LogRow row : rows) {
            if (row instanceof LogRow.Output output) {
                appendOutput(output);
            } else {
                add(row);
            }
        }
        trim();
    }

    /** Counts rows that were dropped before they got here. */
    void addTrimmed(long count) {
        trimmed += count;
    }

    void addLost(long count) {
        lost += count;
    }

    /**
     * The lowest row whose text changed since the last call; {@link Long#MAX_VALUE} when none did.
     */
    long takeChangedFrom() {
        long from = changedFrom;
        changedFrom = Long.MAX_VALUE;
        return from;
    }

    /**
     * Shows the rows that {@code newFilter} accepts. It must judge by process and stream alone.
     *
     * @param anchor a row that is here, or null
     * @return the new number of the first visible row from {@code anchor} on
     */
    long show(Predicate<LogRow> newFilter, @Nullable LogRow anchor) {
        long found = -1;
        filter = newFilter;
        visible.clear();
        maxCells = 0;
        epoch++;
        Map<Long, Key> keys = new HashMap<>();
        partials.forEach((key, place) -> keys.put(place.all(), key));
        for (long n = all.first(); n < all.end(); n++) {
            LogRow row = all.get(n);
            found = row == anchor ? visible.end() : found;
            long number = addVisible(row);
            Key key = keys.get(n);
            if (key != null) {
                partials.put(key, new Place(n, number));
            }
        }
        return Math.max(found, visible.first());
    }

    /** Drops everything; what comes later is shown. */
    void clear() {
        all.clear();
        visible.clear();
        partials.clear();
        chars = 0;
        trimmed = 0;
        lost = 0;
        maxCells = 0;
        epoch++;
    }

    private void appendOutput(LogRow.Output row) {
        Key key = new Key(row.source(), row.stream());
        Place place = partials.isEmpty() ? null : partials.get(key);
        if (place != null && place.all() >= all.first()) {
            replace(place, row);
        } else {
            place = add(row);
        }
        if (row.partial()) {
            partials.put(key, place);
        } else if (!partials.isEmpty()) {
            partials.remove(key);
        }
    }

    private void replace(Place place, LogRow row) {
        chars += row.text().length() - all.get(place.all()).text().length();
        all.set(place.all(), row);
        if (place.visible() >= visible.first()) {
            visible.set(place.visible(), row);
            maxCells = Math.max(maxCells, row.cells());
            changedFrom = Math.min(changedFrom, place.visible());
        }
    }

    private Place add(LogRow row) {
        chars += row.text().length();
        return new Place(all.add(row), addVisible(row));
    }

    private long addVisible(LogRow row) {
        if (!filter.test(row)) {
            return -1;
        }
        maxCells = Math.max(maxCells, row.cells());
        return visible.add(row);
    }

    private void trim() {
        while (all.size() > maxRows || chars > maxChars && all.size() > 1) {
            LogRow row = all.removeFirst();
            chars -= row.text().length();
            trimmed++;
            if (visible.size() > 0 && visible.get(visible.first()) == row) {
                visible.removeFirst();
            }
        }
    }
}
