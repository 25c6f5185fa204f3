package dev.drover.ui.logview;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The youngest run of each process whose lines have come. */
final class LastRuns {

    private final Map<Integer, Integer> bySource = new HashMap<>();

    /** Looks at rows; true when one is of a run that is younger than all before. */
    boolean note(List<LogRow> rows) {
        boolean younger = false;
        for (LogRow row : rows) {
            if (row.run() > bySource.getOrDefault(row.source(), 0)) {
                bySource.put(row.source(), row.run());
                younger = true;
            }
        }
        return younger;
    }

    Map<Integer, Integer> bySource() {
        return Map.copyOf(bySource);
    }

    void clear() {
        bySource.clear();
    }
}
