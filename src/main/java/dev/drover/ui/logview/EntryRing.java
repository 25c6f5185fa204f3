package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Entries in a row of numbers that can grow and shrink at both ends, each in constant time. Numbers
 * stay the same; those of entries added at the front may be negative.
 */
final class EntryRing {

    private @Nullable LogEntry[] slots = new LogEntry[1024];
    private long first;
    private int size;
    private long chars;
    private int widest;
    private int lines;

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

    /** Characters of all rows. */
    long chars() {
        return chars;
    }

    /** Rows that are lines of output. */
    int lines() {
        return lines;
    }

    /** Cells of the widest row that was added since it was empty. */
    int widest() {
        return widest;
    }

    /** A row in it gets another text. */
    void exchange(LogEntry entry, LogRow row) {
        chars += row.text().length() - entry.row().text().length();
        widest = Math.max(widest, row.cells());
        entry.setRow(row);
    }

    private void count(LogEntry row) {
        chars += row.row().text().length();
        widest = Math.max(widest, row.row().cells());
        lines += row.row() instanceof LogRow.Output ? 1 : 0;
    }

    private void discount(LogEntry row) {
        chars -= row.row().text().length();
        lines -= row.row() instanceof LogRow.Output ? 1 : 0;
    }

    /** Adds a row and answers its number. */
    long add(LogEntry row) {
        if (size == slots.length) {
            grow();
        }
        long number = first + size;
        slots[slot(number)] = row;
        size++;
        count(row);
        return number;
    }

    /** Adds a row before all others and answers its number. */
    long addFirst(LogEntry row) {
        if (size == slots.length) {
            grow();
        }
        first--;
        slots[slot(first)] = row;
        size++;
        count(row);
        return first;
    }

    LogEntry removeLast() {
        LogEntry row = get(end() - 1);
        slots[slot(end() - 1)] = null;
        size--;
        discount(row);
        return row;
    }

    LogEntry removeFirst() {
        LogEntry row = get(first);
        slots[slot(first)] = null;
        first++;
        size--;
        discount(row);
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
        chars = 0;
        lines = 0;
        widest = 0;
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
