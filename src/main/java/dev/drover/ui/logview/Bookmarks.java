package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines with a bookmark, whether they are in the document or not: they stay while other logs,
 * or other parts of a log, are shown. FX thread only.
 */
final class Bookmarks {

    private final Map<LogKey, TreeMap<Long, LogRow.Output>> lines = new HashMap<>();

    /** A row for the document, with the bookmark that its line has. */
    LogEntry entry(LogRow row, @Nullable LogEntry head) {
        LogEntry entry = new LogEntry(row, head);
        entry.bookmarked =
                !lines.isEmpty()
                        && row instanceof LogRow.Output output
                        && output.bytes().isKnown()
                        && isHere(output);
        return entry;
    }

    /** Another line may stand there since a log was emptied. */
    private boolean isHere(LogRow.Output row) {
        TreeMap<Long, LogRow.Output> ofLog = lines.get(row.key());
        LogRow.Output kept = ofLog == null ? null : ofLog.get(row.bytes().offset());
        return kept != null && row.written().startsWith(kept.written());
    }

    /** Sets a bookmark, or takes it away. */
    void toggle(LogEntry entry) {
        entry.bookmarked = !entry.bookmarked;
        if (entry.row() instanceof LogRow.Output row && row.bytes().isKnown()) {
            TreeMap<Long, LogRow.Output> ofLog =
                    lines.computeIfAbsent(row.key(), _ -> new TreeMap<>());
            if (entry.bookmarked) {
                ofLog.put(row.bytes().offset(), row);
            } else {
                ofLog.remove(row.bytes().offset());
            }
        }
    }

    /** Those of some logs, in the order of each. */
    List<LogRow.Output> of(Collection<LogKey> logs) {
        List<LogRow.Output> rows = new ArrayList<>();
        for (LogKey log : logs) {
            rows.addAll(lines.getOrDefault(log, new TreeMap<>()).values());
        }
        return rows;
    }
}
