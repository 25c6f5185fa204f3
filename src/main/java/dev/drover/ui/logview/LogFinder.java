package dev.drover.ui.logview;

import dev.drover.logfile.LimitedText;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Finds in the document: the search itself runs in the background over a copy of the row references
 * and follows what is appended. FX thread only.
 */
final class LogFinder {

    /** Hits that are kept; beyond them the count says "more than". */
    static final int MAX_MATCHES = 20_000;

    private final LogDocument document;
    private final Executor background;
    private final Runnable changed;
    private final List<FindQuery.Match> matches = new ArrayList<>();
    private @Nullable FindQuery query;
    private FindQuery.@Nullable Match current;
    private long searchedFrom;
    private long searchedTo;
    private int epoch = -1;
    private int generation;
    private boolean running;
    private boolean tooSlow;

    /** {@code changed} runs on the FX thread after hits came or went. */
    LogFinder(LogDocument document, Executor background, Runnable changed) {
        this.document = document;
        this.background = background;
        this.changed = changed;
    }

    /** Looks for something else, or with null for nothing. */
    void search(@Nullable FindQuery newQuery) {
        query = newQuery;
        current = null;
        restart();
        changed.run();
    }

    /** The document changed: forgets hits of trimmed rows and searches what is new. */
    void documentChanged() {
        long changedFrom = document.takeChangedFrom();
        if (query == null) {
            return;
        }
        if (epoch != document.epoch()) {
            restart();
            return;
        }
        boolean trimmed = removeBefore(document.firstRow()) | removeFrom(document.endRow());
        if (changedFrom < searchedTo) {
            matches.removeIf(match -> match.row() >= changedFrom);
            searchedTo = changedFrom;
            generation++;
            running = false;
        }
        if (trimmed) {
            changed.run();
        }
        searchMore();
    }

    boolean isActive() {
        return query != null;
    }

    boolean isTooSlow() {
        return tooSlow;
    }

    boolean isFull() {
        return matches.size() >= MAX_MATCHES;
    }

    /** True while hits in the document may still come. */
    boolean isSearching() {
        return running;
    }

    int count() {
        return matches.size();
    }

    /** Number of the current hit, from 1; 0 when there is none. */
    int currentNumber() {
        return current == null ? 0 : matches.indexOf(current) + 1;
    }

    FindQuery.@Nullable Match current() {
        return current;
    }

    /** All hits by ascending row. */
    List<FindQuery.Match> all() {
        return matches;
    }

    /** The hits in one row. */
    List<FindQuery.Match> in(long row) {
        int from = firstAtOrAfter(row);
        int to = from;
        while (to < matches.size() && matches.get(to).row() == row) {
            to++;
        }
        return from == to ? List.of() : List.copyOf(matches.subList(from, to));
    }

    /** Goes to the next or previous hit, round the end; without a current one, from {@code row}. */
    Optional<FindQuery.Match> step(boolean forward, long row) {
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        int at = current == null ? -1 : matches.indexOf(current);
        if (at >= 0) {
            at += forward ? 1 : -1;
        } else {
            at = firstAtOrAfter(row) - (forward ? 0 : 1);
        }
        current = matches.get(Math.floorMod(at, matches.size()));
        changed.run();
        return Optional.of(current);
    }

    /** The next or previous hit without going round the end; empty when there is none. */
    Optional<FindQuery.Match> stepWithin(boolean forward, long row) {
        int at = current == null ? -1 : matches.indexOf(current);
        at = at >= 0 ? at + (forward ? 1 : -1) : firstAtOrAfter(row) - (forward ? 0 : 1);
        if (at < 0 || at >= matches.size()) {
            return Optional.empty();
        }
        current = matches.get(at);
        changed.run();
        return Optional.of(current);
    }

    /** Makes the first hit in a row the current one. */
    Optional<FindQuery.Match> stepTo(long row) {
        current = in(row).stream().findFirst().orElse(null);
        changed.run();
        return Optional.ofNullable(current);
    }

    private void restart() {
        epoch = document.epoch();
        matches.clear();
        searchedFrom = document.firstRow();
        searchedTo = searchedFrom;
        tooSlow = false;
        generation++;
        running = false;
        searchMore();
    }

    private boolean removeBefore(long row) {
        int stale = firstAtOrAfter(row);
        matches.subList(0, stale).clear();
        searchedTo = Math.max(searchedTo, row);
        searchedFrom = Math.max(searchedFrom, row);
        if (current != null && current.row() < row) {
            current = null;
        }
        return stale > 0;
    }

    /** Rows at the end are gone: what was read is further up. */
    private boolean removeFrom(long row) {
        if (searchedTo <= row) {
            return false;
        }
        searchedTo = row;
        searchedFrom = Math.min(searchedFrom, row);
        generation++;
        running = false;
        if (current != null && current.row() >= row) {
            current = null;
        }
        return matches.removeIf(match -> match.row() >= row);
    }

    private int firstAtOrAfter(long row) {
        int low = 0;
        int high = matches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (matches.get(middle).row() < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void searchMore() {
        FindQuery wanted = query;
        boolean older = searchedFrom > document.firstRow();
        if (wanted == null
                || running
                || tooSlow
                || isFull()
                || !older && searchedTo >= document.endRow()) {
            return;
        }
        running = true;
        int asked = generation;
        long from = older ? document.firstRow() : searchedTo;
        long to = older ? searchedFrom : document.endRow();
        List<Line> rows = document.visible(from, to).stream().map(Line::of).toList();
        int room = MAX_MATCHES - matches.size();
        background.execute(
                () -> {
                    Outcome outcome = find(wanted, rows, from, room);
                    FxThread.EXECUTOR.execute(() -> accept(asked, outcome));
                });
    }

    /** A row, and those that are folded into it. */
    private record Line(LogEntry entry, LogRow row, List<LogRow> folded) {
        static Line of(LogEntry entry) {
            return new Line(
                    entry, entry.row(), entry.folded().stream().map(LogEntry::row).toList());
        }
    }

    /**
     * @param toOpen rows that have a hit folded into them
     */
    private record Outcome(
            List<FindQuery.Match> matches,
            List<LogEntry> toOpen,
            long from,
            long searchedTo,
            boolean tooSlow) {}

    private static Outcome find(FindQuery query, List<Line> rows, long from, int room) {
        List<FindQuery.Match> found = new ArrayList<>();
        List<LogEntry> toOpen = new ArrayList<>();
        long row = from;
        try {
            for (Line line : rows) {
                found.addAll(query.matches(row, line.row().text()));
                if (line.folded().stream().anyMatch(frame -> query.matches(frame.text()))) {
                    toOpen.add(line.entry());
                }
                row++;
                if (found.size() >= room) {
                    return new Outcome(
                            List.copyOf(found.subList(0, room)), toOpen, from, row, false);
                }
            }
        } catch (LimitedText.TooSlowException _) {
            return new Outcome(found, toOpen, from, row, true);
        }
        return new Outcome(found, toOpen, from, row, false);
    }

    private void accept(int asked, Outcome outcome) {
        if (asked != generation) {
            return;
        }
        running = false;
        tooSlow = outcome.tooSlow();
        if (!outcome.toOpen().isEmpty()) {
            // Their rows get other numbers: what was found is found again.
            document.setOpen(outcome.toOpen(), true);
            restart();
            changed.run();
            return;
        }
        if (outcome.from() < searchedFrom) {
            searchedFrom = outcome.from();
            matches.addAll(0, outcome.matches());
        } else {
            searchedTo = outcome.searchedTo();
            matches.addAll(outcome.matches());
        }
        removeBefore(document.firstRow());
        changed.run();
        searchMore();
    }
}
