package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Entries with ever-growing numbers, added at the end and removed at the front, each in constant
 * time.
 */
final class EntryRing {

    private @Nullable LogEntry[] slots = new LogEntry[1024];
    private long first;
    private int size;

    long first() {
        return first;
    }

    /** The number after the last row. */
    long end() {
        return first + size;
    }

    int size() {
        return size;
    }

    LogEntry get(long number) {
        Objects.checkIndex(number - first, size);
        return Objects.requireNonNull(slots[slot(number)]);
    }

    void set(long number, LogEntry row) {
        Objects.checkIndex(number - first, size);
        slots[slot(number)] = row;
    }

    /** Adds a row and answers its number. */
    long add(LogEntry row) {
        if (size == slots.length) {
            grow();
        }
        long number = first + size;
        slots[slot(number)] = row;
        size++;
        return number;
    }

    LogEntry removeFirst() {
        LogEntry row = get(first);
        slots[slot(first)] = null;
        first++;
        size--;
        return row;
    }

    /** A copy of the rows from {@code from} to before {@code to}, as far as they are here. */
    List<LogEntry> copy(long from, long to) {
        List<LogEntry> rows = new ArrayList<>();
        for (long n = Math.max(from, first); n < Math.min(to, end()); n++) {
            rows.add(get(n));
        }
        return rows;
    }

    /** Removes everything; numbers go on. */
    void clear() {
        long end = end();
        slots = new LogEntry[1024];
        first = end;
        size = 0;
    }

    private int slot(long number) {
        return (int) (number & (slots.length - 1));
    }

    private void grow() {
        @Nullable LogEntry[] larger = new LogEntry[slots.length * 2];
        for (long n = first; n < end(); n++) {
            larger[(int) (n & (larger.length - 1))] = slots[slot(n)];
        }
        slots = larger;
    }
}
