package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Goes from row to row: errors, warnings, bookmarks, times. FX thread only. */
final class LogNavigator {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** Of lines of which nobody knows when they came at least those of one log are in order. */
    private static final Comparator<LogRow> ORDER =
            Comparator.comparing(LogRow::at).thenComparingLong(LogNavigator::offset);

    private final LogDocument document;
    private final LogView view;
    private final LogContents contents;
    private final LevelHunt levels;

    LogNavigator(LogView view, LogContents contents, LevelHunt levels) {
        this.document = view.document();
        this.view = view;
        this.contents = contents;
        this.levels = levels;
    }

    /** To the beginning of the logs. */
    void toStart() {
        if (contents.pages().mayHaveOlder()) {
            contents.jumps().toStart();
        } else {
            view.scrollTo(document.firstRow());
        }
    }

    /**
     * To the next or previous line of a level, in the whole of the logs.
     *
     * @param outcome gets whether there is one; where that is looked for beyond the document, later
     * @return true when that is looked for
     */
    boolean toLevel(Level level, boolean forward, Consumer<Boolean> outcome) {
        levels.stop();
        boolean found = step(entry -> entry.countedLevel() == level, forward);
        if (!found && levels.reaches(forward)) {
            levels.step(level, forward, outcome);
            return true;
        }
        outcome.accept(found);
        return false;
    }

    /** To the next or previous bookmark, round the end; false when there is none. */
    boolean toBookmark(boolean forward) {
        return step(entry -> entry.bookmarked, forward) || toBookmarkBeyond(forward);
    }

    /** Makes the row below or above the current one, so that keys can be about each of them. */
    void toLine(boolean forward) {
        step(_ -> true, forward);
    }

    /** Sets a bookmark at the current row, or takes it away. */
    void toggleBookmark() {
        LogEntry entry = view.current();
        if (entry == null && document.rowCount() > 0) {
            entry = document.entry(Math.min(view.topRow(), document.endRow() - 1));
            view.select(entry.number);
        }
        if (entry != null) {
            document.bookmarks.toggle(entry);
            view.requestLayout();
        }
    }

    /**
     * The rows with a bookmark that are visible, and those that can be loaded, in order of time.
     */
    List<LogRow> bookmarks() {
        List<LogRow> rows = new ArrayList<>();
        for (long n = document.firstRow(); n < document.endRow(); n++) {
            if (document.entry(n).bookmarked) {
                rows.add(document.row(n));
            }
        }
        rows.addAll(elsewhere());
        rows.sort(ORDER);
        return rows;
    }

    private List<LogRow.Output> elsewhere() {
        return document.bookmarks.of(contents.pages().keys(), document.entries());
    }

    /** To a row with a bookmark, loading that part of its log when needed. */
    void toBookmark(LogRow row) {
        for (long n = document.firstRow(); n < document.endRow(); n++) {
            if (document.row(n) == row) {
                view.goTo(n);
                return;
            }
        }
        if (row instanceof LogRow.Output output) {
            contents.jumps().to(output.key(), new LogPlace.Offset(output.bytes().offset()));
        }
    }

    /** A row that marks this moment, after everything that is there. */
    LogRow.Boundary mark(int source, int run, Instant now) {
        String text = "──── " + CLOCK.format(now.atZone(ZoneId.systemDefault())) + " ────";
        return new LogRow.Boundary(source, LogRow.Kind.MARK, now, text, run);
    }

    /** True when everything that is held was received later. */
    private boolean isBeforeAll(Instant at) {
        return document.entries().stream()
                .map(entry -> entry.row().at())
                .filter(time -> !time.equals(Instant.EPOCH))
                .findFirst()
                .map(at::isBefore)
                .orElse(false);
    }

    /** True when it is known of some line when it was received. */
    private boolean knowsTimes() {
        return document.entries().stream()
                .anyMatch(entry -> !entry.row().at().equals(Instant.EPOCH));
    }

    /** True when everything that is held was received earlier. */
    private boolean isAfterAll(Instant at) {
        List<LogEntry> entries = document.entries();
        return !entries.isEmpty() && entries.getLast().row().at().isBefore(at);
    }

    /** To what was received at a time, loading that part of the logs when needed. */
    void toTime(Instant time) {
        boolean outside =
                isBeforeAll(time)
                        || contents.reachesFurther() && !knowsTimes()
                        || !contents.reachesEnd() && isAfterAll(time);
        if (outside && contents.reachesFurther()) {
            contents.jumps().toTime(time);
        } else if (!showFrom(time)) {
            view.followingProperty().set(true);
        }
    }

    /** Shows the first row of this time or later; false when every row is younger or older. */
    private boolean showFrom(Instant at) {
        Optional<LogEntry> found =
                document.entries().stream()
                        .filter(entry -> !entry.row().at().isBefore(at))
                        .findFirst();
        if (found.isEmpty() || document.rowCount() == 0) {
            return false;
        }
        view.showInContext(found.get());
        return true;
    }

    private static long offset(LogRow row) {
        return row instanceof LogRow.Output output ? output.bytes().offset() : Long.MIN_VALUE;
    }

    /** To the one after, or before, everything that is held; else round the end. */
    private boolean toBookmarkBeyond(boolean forward) {
        List<LogRow> all = bookmarks();
        if (all.isEmpty()) {
            return false;
        }
        List<LogEntry> held = document.entries();
        if (held.isEmpty()) {
            toBookmark(forward ? all.getFirst() : all.getLast());
            return true;
        }
        LogRow edge = (forward ? held.getLast() : held.getFirst()).row();
        int side = forward ? 1 : -1;
        List<LogRow.Output> beyond =
                elsewhere().stream()
                        .filter(row -> side * Integer.signum(ORDER.compare(row, edge)) > 0)
                        .sorted(ORDER)
                        .toList();
        LogRow round = forward ? all.getFirst() : all.getLast();
        LogRow next = beyond.isEmpty() ? round : forward ? beyond.getFirst() : beyond.getLast();
        toBookmark(next);
        return true;
    }

    private boolean step(Predicate<LogEntry> wanted, boolean forward) {
        int direction = forward ? 1 : -1;
        for (long n = from(forward) + direction;
                n >= document.firstRow() && n < document.endRow();
                n += direction) {
            if (wanted.test(document.entry(n))) {
                view.goTo(n);
                return true;
            }
        }
        return false;
    }

    /** The current row; without one, the edge of the view. */
    private long from(boolean forward) {
        LogEntry current = view.current();
        if (current != null) {
            return document.numberFrom(current);
        }
        if (!forward) {
            return Math.min(document.endRow(), view.topRow() + (long) view.visibleRows() + 1);
        }
        return view.topRow() - 1;
    }
}
