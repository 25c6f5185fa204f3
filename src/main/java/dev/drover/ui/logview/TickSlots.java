package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

/** What the ticks beside the scroll bar stand for, from its top to its bottom. */
final class TickSlots {

    /** Something that stands for itself, also among many errors. */
    enum Mark {
        NONE,
        RUN,
        HIT,
        BOOKMARK
    }

    /** Of the slots; where levels take more they no longer say where something is. */
    private static final double CROWD = 0.25;

    private final Level[] levels;
    private final Mark[] marks;
    private final boolean crowded;

    /**
     * @param count into how many parts the document is divided
     */
    TickSlots(LogDocument document, Iterable<FindQuery.Match> hits, int count) {
        levels = new Level[count];
        marks = new Mark[count];
        for (int i = 0; i < count; i++) {
            levels[i] = Level.INFO;
            marks[i] = Mark.NONE;
        }
        long first = document.firstRow();
        double scale = count / (double) Math.max(1, document.rowCount());
        for (long n = first; n < document.endRow(); n++) {
            LogEntry entry = document.entry(n);
            int slot = Math.min(count - 1, (int) ((n - first) * scale));
            level(slot, entry.countedLevel());
            mark(slot, mark(entry));
        }
        for (FindQuery.Match match : hits) {
            mark(Math.clamp((int) ((match.row() - first) * scale), 0, count - 1), Mark.HIT);
        }
        int taken = 0;
        for (Level level : levels) {
            taken += level == Level.INFO ? 0 : 1;
        }
        crowded = taken > count * CROWD;
    }

    /** Errors go before warnings; the rest has no tick. */
    Level level(int slot) {
        return levels[slot];
    }

    Mark mark(int slot) {
        return marks[slot];
    }

    /** Whether so many lines are errors or warnings that their ticks would hide everything. */
    boolean isCrowded() {
        return crowded;
    }

    private void level(int slot, @Nullable Level level) {
        if (level == Level.ERROR || level == Level.WARN && levels[slot] != Level.ERROR) {
            levels[slot] = level;
        }
    }

    private void mark(int slot, Mark mark) {
        if (mark.compareTo(marks[slot]) > 0) {
            marks[slot] = mark;
        }
    }

    private static Mark mark(LogEntry entry) {
        if (entry.bookmarked || entry.told) {
            return Mark.BOOKMARK;
        }
        return entry.row() instanceof LogRow.Boundary ? Mark.RUN : Mark.NONE;
    }
}
