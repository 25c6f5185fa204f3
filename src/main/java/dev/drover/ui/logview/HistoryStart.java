package dev.drover.ui.logview;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the histories of several processes begin together. */
final class HistoryStart {

    private HistoryStart() {}

    /**
     * Where the histories do not reach equally far back, the rest of the longer ones comes with
     * what is further up, in the order of receipt.
     *
     * @param rows of all, merged
     * @param pages learns what was left out
     */
    static List<LogRow> common(List<LogRow> rows, LogPages pages) {
        Map<Integer, Integer> firsts = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof LogRow.Output output) {
                firsts.putIfAbsent(output.source(), i);
            }
        }
        int start = 0;
        for (LogKey key : pages.keys()) {
            long begin = pages.edge(key, false);
            if (begin > 0 && begin > pages.hidden(key)) {
                start = Math.max(start, firsts.getOrDefault(key.source(), 0));
            }
        }
        rows.subList(0, start).forEach(pages::trimmedFront);
        return rows.subList(start, rows.size());
    }
}
