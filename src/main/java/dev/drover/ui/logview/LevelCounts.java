package dev.drover.ui.logview;

import java.util.EnumMap;
import java.util.Map;

/** How many lines of each level there are. */
final class LevelCounts {

    private final Map<Level, Integer> counts = new EnumMap<>(Level.class);

    int of(Level level) {
        return counts.getOrDefault(level, 0);
    }

    void add(LogEntry entry, RowFilter filter) {
        Level level = entry.countedLevel();
        entry.counted = level != null && filter.scope().test(entry.row());
        if (level != null && entry.counted) {
            counts.merge(level, 1, Integer::sum);
        }
    }

    void remove(LogEntry entry) {
        Level level = entry.countedLevel();
        if (level != null && entry.counted) {
            entry.counted = false;
            counts.merge(level, -1, Integer::sum);
        }
    }

    void clear() {
        counts.clear();
    }
}
