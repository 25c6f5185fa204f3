package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the document holds: the end of the logs, which grows, or any other part of them, with more
 * of it as somebody scrolls. FX thread only.
 */
final class LogContents implements LogExtent {

    /** Rows that are loaded above and below what is in view before they are looked at. */
    private static final int AHEAD = 500;

    private final LogSource source;
    private final LogDocument document;
    private final LogView view;
    private final Host host;
    private final LogPages pages;
    private final LogJumps jumps;
    private final RunMarks runMarks;
    private final LogEnd logEnd;
    private final LogAim aim;
    private final LastRuns lastRuns = new LastRuns();
    private Map<Integer, ProcessDescription> shown = Map.of();
    private @Nullable Runnable onArrival;
    private boolean firstRows;
    private boolean replacing;
    private boolean detached;
    private boolean sparse;
    private boolean givenUp;

    /** Whom it tells. */
    interface Host {
        void documentChanged();

        void viewed();

        void runsChanged();

        void failed(String reason);

        /** All histories have come, or failed. */
        void loaded();

        /** True while some lines are hidden. */
        boolean isFiltering();
    }

    LogContents(LogSource source, LogView view, LogWords words, LogMemory memory, Host host) {
        this.source = source;
        this.document = view.document();
        this.view = view;
        this.host = host;
        this.aim = new LogAim(view);
        this.runMarks = new RunMarks(source, words, document);
        this.pages = new LogPages(source, runMarks, new Pages());
        this.logEnd = new LogEnd(source, words, memory, document);
        this.jumps = new LogJumps(pages, this::leaveFor, host::failed);
        document.setOnTrimmed(pages::trimmedFront);
        view.setExtent(this);
        view.followingProperty()
                .addListener(
                        (_, _, follow) -> {
                            if (follow && detached) {
                                reload();
                            }
                        });
    }

    LogPages pages() {
        return pages;
    }

    LogJumps jumps() {
        return jumps;
    }

    Map<Integer, Integer> lastRuns() {
        return lastRuns.bySource();
    }

    /** True when the document holds everything that there is. */
    boolean isWhole() {
        return !detached && !sparse && !pages.hasOlder();
    }

    /** True while older lines are looked through for some that the filter lets through. */
    boolean isLookingFurther() {
        return pages.isLoading() && host.isFiltering() && document.rowCount() < view.visibleRows();
    }

    /** Looks no further up until something else is wanted. */
    void giveUp() {
        givenUp = true;
        pages.stop();
    }

    /** Shows the end of other logs. */
    void show(Map<Integer, ProcessDescription> processes) {
        shown = Map.copyOf(processes);
        aim.forgetAll();
        document.clear();
        reload();
    }

    /** Reads the end of the logs anew, for a reader who stays where he is if that is in it. */
    void reload() {
        close();
        pages.clear();
        jumps.giveUp();
        aim.keepTop();
        detached = false;
        sparse = false;
        givenUp = false;
        replacing = true;
        lastRuns.clear();
        host.documentChanged();
        if (shown.isEmpty()) {
            document.clear();
            host.documentChanged();
            return;
        }
        firstRows = true;
        logEnd.open(shown, new Rows());
    }

    void close() {
        logEnd.close();
    }

    void lost(int id, long lines) {
        document.addLost(lines);
        logEnd.lost(id, lines);
    }

    /** Hides everything up to now. */
    void clear() {
        logEnd.clear();
        document.clear();
        if (detached || sparse) {
            view.followingProperty().set(true);
            reload();
        } else {
            pages.stop();
            logEnd.hideCleared(pages);
        }
    }

    /** Shows what was cleared. */
    void showCleared() {
        logEnd.showCleared();
        view.followingProperty().set(true);
        reload();
    }

    /** When something that is hidden since was cleared; empty when nothing is. */
    Optional<Instant> clearedAt() {
        return logEnd.clearedAt();
    }

    /** What the session tells. */
    private final class Rows implements LogSession.Listener {
        @Override
        public void rows(List<LogRow> rows, long trimmed) {
            boolean first = firstRows;
            firstRows = false;
            logEnd.begin(pages);
            if (detached || jumps.isUnderWay() && replacing) {
                rows.forEach(pages::grown);
                view.newRows().addUnseen(rows);
                return;
            }
            if (replacing) {
                replace();
            }
            document.addTrimmed(trimmed);
            List<LogRow> kept =
                    first && source.hasWindows() ? HistoryStart.common(rows, pages) : rows;
            kept.forEach(pages::appended);
            document.append(kept);
            if (lastRuns.note(kept)) {
                host.runsChanged();
            }
            host.documentChanged();
            aim.returnToPlace();
            makeRoom();
        }

        @Override
        public void historyFailed(int id, String reason) {
            host.failed(reason);
        }

        @Override
        public void loaded() {
            logEnd.begin(pages);
            if (replacing && !jumps.isUnderWay()) {
                replace();
                host.documentChanged();
            }
            host.loaded();
        }
    }

    private void replace() {
        replacing = false;
        long lost = document.lost();
        document.clear();
        document.addLost(lost);
    }

    /** A reader far up keeps what is read: the end goes instead, and is loaded again later. */
    private void makeRoom() {
        boolean farUp = view.topRow() - document.firstRow() < document.rowCount() / 2;
        if (source.hasWindows()
                && document.isFull()
                && farUp
                && !view.followingProperty().get()
                && !host.isFiltering()) {
            detached = true;
        }
    }

    /** What more of the logs is told. */
    private final class Pages implements LogPages.Host {
        @Override
        public void older(List<LogRow> rows) {
            document.prepend(runMarks.above(rows));
            if (document.isFull() && !rows.isEmpty()) {
                if (host.isFiltering()) {
                    sparse = true;
                    document.dropHidden();
                } else {
                    detached = true;
                    document.trimEnd(pages::trimmedEnd);
                }
            }
            host.documentChanged();
            aim.filled(host.isFiltering());
        }

        @Override
        public void newer(List<LogRow> rows) {
            if (replacing) {
                replace();
                document.append(runMarks.below(rows));
                arrived();
                return;
            }
            long before = document.endRow();
            document.append(runMarks.below(rows));
            view.newRows().loaded(document.endRow() - before, document.endRow());
            host.documentChanged();
            if (!pages.hasNewer()) {
                reachEnd();
            }
        }

        @Override
        public void failed(String reason) {
            jumps.giveUp();
            host.failed(reason);
        }
    }

    /** The end was reached by scrolling: from now on it grows. */
    private void reachEnd() {
        if (detached && !aim.isKeeping()) {
            reload();
        }
    }

    /** The document holds what was asked for. */
    private void arrived() {
        view.followingProperty().set(false);
        Runnable action = onArrival;
        onArrival = null;
        if (action != null) {
            action.run();
        }
        host.documentChanged();
        if (document.size() == 0) {
            jumps.arrived();
            view.followingProperty().set(true);
            reload();
            return;
        }
        List<LogEntry> entries = document.entries();
        aim.at(
                entries.stream()
                        .filter(entry -> entry.row() instanceof LogRow.Output)
                        .findFirst()
                        .orElse(entries.getFirst()));
        pages.loadOlder(LogPages.BLOCK);
        jumps.arrived();
        // A long line may have left the view half empty.
        viewed();
    }

    private void leaveFor(Map<LogKey, Long> offsets) {
        detached = true;
        replacing = true;
        sparse = false;
        givenUp = false;
        pages.moveTo(offsets);
        pages.loadNewer();
    }

    /**
     * Shows a row among its neighbours.
     *
     * @param showEverything takes the filters away
     */
    void seeInContext(LogEntry entry, Runnable showEverything) {
        if (document.holds(entry) && !sparse) {
            showEverything.run();
            view.showInContext(entry);
        } else if (entry.row() instanceof LogRow.Output output && output.bytes().isKnown()) {
            onArrival = showEverything;
            jumps.to(output.key(), new LogPlace.Offset(output.bytes().offset()));
        }
    }

    /** Other lines are hidden: what was dropped because it was hidden has to be read again. */
    void filterChanged() {
        givenUp = false;
        if (sparse) {
            reload();
        } else {
            viewed();
        }
    }

    /** True until what is to be shown is there. */
    boolean isLoading() {
        return replacing;
    }

    /** True when a log is shown, and not only on its way. */
    boolean shows(LogKey key) {
        return !replacing && shown.containsKey(key.source());
    }

    /** True when what is not in the document can be had. */
    boolean reachesFurther() {
        return source.hasWindows() && !pages.keys().isEmpty();
    }

    @Override
    public double before() {
        return pages.before();
    }

    @Override
    public double held() {
        return sparse ? Math.max(pages.held(), 1 - pages.before()) : pages.held();
    }

    @Override
    public boolean reachesEnd() {
        return !detached;
    }

    @Override
    public void goTo(double part) {
        jumps.toPart(part);
    }

    @Override
    public void viewed() {
        host.viewed();
        if (host.isFiltering()) {
            aim.filled(true);
        }
        boolean busy = replacing || jumps.isUnderWay() || pages.isLoading();
        if (busy || givenUp || document.size() == 0) {
            return;
        }
        double ahead = host.isFiltering() ? view.visibleRows() : AHEAD;
        double above = view.topRow() - document.firstRow();
        boolean unfilled = document.rowCount() < view.visibleRows();
        int missing = detached || sparse ? 0 : pages.missing(document.maxRows() - document.size());
        double below = document.endRow() - view.topRow() - view.visibleRows();
        if (detached && below < ahead && !(above < ahead && pages.hasOlder())) {
            pages.loadNewer();
        } else if (pages.hasOlder() && (unfilled || above < ahead)) {
            pages.loadOlder(unfilled ? LogPages.LARGE_BLOCK : LogPages.BLOCK);
        } else if (missing > 0) {
            pages.loadOlder(missing);
        }
    }
}
