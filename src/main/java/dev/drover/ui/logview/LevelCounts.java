package dev.drover.ui.logview;

import java.util.Arrays;

/** How many lines of each level there are. */
final class LevelCounts {

    private final int[] counts = new int[Level.values().length];

    int of(Level level) {
        return counts[level.ordinal()];
    }

    void add(LogEntry entry, RowFilter filter) {
        Level level = entry.countedLevel();
        entry.counted = level != null && filter.scope().test(entry.row());
        if (level != null && entry.counted) {
            counts[level.ordinal()]++;
        }
    }

    void remove(LogEntry entry) {
        Level level = entry.countedLevel();
        if (level != null && entry.counted) {
            entry.counted = false;
            counts[level.ordinal()]--;
        }
    }

    void clear() {
        Arrays.fill(counts, 0);
    }
}
