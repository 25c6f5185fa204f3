package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two ends of a document: rows come and go there. FX thread only. */
final class DocumentEdges {

    private final EntryRing all;
    private final EntryRing visible;
    private final Visibility visibility;
    private final LevelCounts counts;
    private final Bookmarks bookmarks;

    /**
     * @param visible those of {@code all} that are shown
     */
    DocumentEdges(
            EntryRing all,
            EntryRing visible,
            Visibility visibility,
            LevelCounts counts,
            Bookmarks bookmarks) {
        this.bookmarks = bookmarks;
        this.all = all;
        this.visible = visible;
        this.visibility = visibility;
        this.counts = counts;
    }

    /** Adds older rows, in order, before all others. */
    void prepend(List<LogRow> rows) {
        Map<LogKey, LogEntry> heads = new HashMap<>();
        List<LogEntry> entries = new ArrayList<>();
        for (LogRow row : rows) {
            LogEntry entry = bookmarks.entry(row, headIn(heads, row));
            entries.add(entry);
            if (row instanceof LogRow.Output output && output.traits().frame() == Frame.NONE) {
                heads.put(output.key(), entry);
            }
        }
        for (LogEntry entry : entries.reversed()) {
            entry.position = all.addFirst(entry);
            counts.add(entry, visibility.filter());
            visibility.judge(entry);
        }
        reveal(entries);
    }

    private static @Nullable LogEntry headIn(Map<LogKey, LogEntry> heads, LogRow row) {
        return row instanceof LogRow.Output output && output.traits().frame() != Frame.NONE
                ? heads.get(output.key())
                : null;
    }

    private void reveal(List<LogEntry> entries) {
        List<LogEntry> shown = new ArrayList<>();
        for (LogEntry entry : entries) {
            if (!visibility.passes(entry)) {
                continue;
            }
            LogEntry head = entry.head;
            if (head != null && visibility.isFoldable(entry)) {
                head.addFrame(entry);
            } else {
                // Its number is not known yet, but frames ask whether it is visible.
                entry.number = visible.first();
                shown.add(entry);
            }
        }
        for (LogEntry entry : shown.reversed()) {
            entry.number = visible.addFirst(entry);
        }
    }

    LogEntry removeFirst() {
        LogEntry entry = all.removeFirst();
        counts.remove(entry);
        if (entry.isVisible()) {
            visible.removeFirst();
            entry.number = LogEntry.HIDDEN;
        }
        return entry;
    }

    LogEntry removeLast() {
        LogEntry entry = all.removeLast();
        counts.remove(entry);
        if (entry.isVisible()) {
            visible.removeLast();
            entry.number = LogEntry.HIDDEN;
        }
        return entry;
    }

    /** Drops what is hidden and not folded; the visible ones have to be numbered anew then. */
    void dropHidden() {
        List<LogEntry> entries = all.copy(all.first(), all.end());
        boolean judged = visibility.judgedTo() >= all.end();
        all.clear();
        for (LogEntry entry : entries) {
            LogEntry head = entry.head;
            if (entry.isVisible() || head != null && head.isVisible()) {
                entry.position = all.add(entry);
            }
        }
        visibility.setJudgedTo(judged ? all.end() : all.first());
    }
}
