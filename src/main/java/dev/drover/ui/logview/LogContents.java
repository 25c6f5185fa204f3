package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What the document holds: the end of the logs, which grows, or any other part of them, with more
 * of it as somebody scrolls. FX thread only.
 */
final class LogContents implements LogExtent {

    /** Rows that are loaded above and below what is in view before they are looked at. */
    private static final int AHEAD = 500;

    private static final int TAIL_BYTES = 1 << 20;

    /** Where nothing else reaches a time that is further back. */
    private static final int LONG_TAIL_BYTES = 16 << 20;

    private final LogSource source;
    private final LogDocument document;
    private final LogView view;
    private final LogWords words;
    private final Host host;
    private final LogPages pages;
    private final Map<Integer, Map<LogStream, Long>> cleared = new HashMap<>();
    private final LastRuns lastRuns = new LastRuns();
    private Map<Integer, ProcessDescription> shown = Map.of();
    private @Nullable LogSession session;
    private @Nullable Place keep;
    private @Nullable LogEntry target;
    private @Nullable Supplier<CompletableFuture<Map<LogKey, Long>>> wanted;
    private boolean jumping;
    private boolean fresh;
    private boolean replacing;
    private boolean detached;
    private boolean sparse;
    private boolean givenUp;
    private @Nullable Instant wantedTime;

    /** A row, found again when it is loaded anew. */
    private record Place(LogKey key, long offset) {}

    /** Whom it tells. */
    interface Host {
        void documentChanged();

        void runsChanged();

        void failed(String reason);

        /** All histories have come, or failed. */
        void loaded();

        /** True while some lines are hidden. */
        boolean isFiltering();
    }

    LogContents(LogSource source, LogView view, LogWords words, Host host) {
        this.source = source;
        this.document = view.document();
        this.view = view;
        this.words = words;
        this.host = host;
        this.pages = new LogPages(source, new Pages());
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

    Map<Integer, Integer> lastRuns() {
        return lastRuns.bySource();
    }

    boolean isOpen() {
        return session != null;
    }

    /** True when rows between those that are held were dropped because they were hidden. */
    boolean isSparse() {
        return sparse;
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
        keep = null;
        document.clear();
        reload();
    }

    /** Reads the end of the logs anew; what was held stays until it is there. */
    void reload() {
        wantedTime = null;
        reopen(TAIL_BYTES);
    }

    private void reopen(int tailBytes) {
        close();
        pages.clear();
        wanted = null;
        target = null;
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
        List<LogFeed> feeds = new ArrayList<>();
        for (ProcessDescription process : shown.values()) {
            Map<LogStream, Long> hidden = cleared.getOrDefault(process.id(), Map.of());
            LogFeed feed = new LogFeed(process, hidden, document.maxRows(), words);
            if (source.hasWindows()) {
                feed.beginWithAWholeLine();
            }
            feeds.add(feed);
        }
        fresh = true;
        session = new LogSession(source, feeds, new Rows());
        session.open(tailBytes);
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void lost(int id, long lines) {
        document.addLost(lines);
        if (session != null) {
            session.lost(id, lines);
        }
    }

    /** Hides everything up to now. */
    void clear() {
        if (session != null) {
            cleared.putAll(session.positions());
        }
        if (detached || sparse) {
            document.clear();
            view.followingProperty().set(true);
            reload();
            return;
        }
        document.clear();
        pages.stop();
        cleared.forEach(
                (id, streams) ->
                        streams.forEach(
                                (stream, end) -> {
                                    LogKey key = new LogKey(id, stream);
                                    if (pages.keys().contains(key)) {
                                        pages.set(key, end, end, end);
                                    }
                                }));
    }

    /** What the session tells. */
    private final class Rows implements LogSession.Listener {
        @Override
        public void rows(List<LogRow> rows, long trimmed) {
            boolean first = fresh;
            begin();
            if (detached || jumping && replacing) {
                rows.forEach(pages::grown);
                view.addUnseen(rows.size());
                return;
            }
            if (replacing) {
                replace();
            }
            document.addTrimmed(trimmed);
            List<LogRow> kept = first && source.hasWindows() ? fromCommonStart(rows) : rows;
            kept.forEach(pages::appended);
            document.append(kept);
            if (lastRuns.note(kept)) {
                host.runsChanged();
            }
            host.documentChanged();
            returnToPlace();
            goToWantedTime();
            makeRoom();
        }

        @Override
        public void historyFailed(int id, String reason) {
            host.failed(reason);
        }

        @Override
        public void loaded() {
            begin();
            if (replacing && !jumping) {
                replace();
                host.documentChanged();
            }
            host.loaded();
        }
    }

    /** The first answer says where what is held begins. */
    private void begin() {
        LogSession here = session;
        if (!fresh || here == null) {
            return;
        }
        fresh = false;
        if (source.hasWindows()) {
            Map<Integer, Map<LogStream, Long>> ends = here.positions();
            here.begins()
                    .forEach(
                            (key, begin) -> {
                                long end = of(ends, key, begin);
                                long hidden = of(cleared, key, Long.MIN_VALUE);
                                pages.set(key, begin, end, Math.min(hidden, end));
                            });
            pages.measure();
        }
    }

    private static long of(Map<Integer, Map<LogStream, Long>> all, LogKey key, long otherwise) {
        return all.getOrDefault(key.source(), Map.of()).getOrDefault(key.stream(), otherwise);
    }

    private void replace() {
        replacing = false;
        long lost = document.lost();
        document.clear();
        document.addLost(lost);
    }

    /**
     * Where the histories of several processes do not reach equally far, the rest of the longer
     * ones comes with what is further up, in the order of receipt.
     */
    private List<LogRow> fromCommonStart(List<LogRow> rows) {
        Map<Integer, Integer> firsts = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof LogRow.Output output) {
                firsts.putIfAbsent(output.source(), i);
            }
        }
        int start = 0;
        for (LogKey key : pages.keys()) {
            if (pages.edge(key, false) > Math.max(0, pages.first(key)) || hasMore(key)) {
                start = Math.max(start, firsts.getOrDefault(key.source(), 0));
            }
        }
        rows.subList(0, start).forEach(pages::trimmedFront);
        return rows.subList(start, rows.size());
    }

    private boolean hasMore(LogKey key) {
        return pages.edge(key, false) > 0
                && of(cleared, key, Long.MIN_VALUE) < pages.edge(key, false);
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

    private void returnToPlace() {
        Place place = keep;
        if (place == null) {
            return;
        }
        keep = null;
        for (LogEntry entry : document.entries()) {
            if (entry.row() instanceof LogRow.Output output
                    && output.key().equals(place.key())
                    && output.bytes().offset() >= place.offset()) {
                view.scrollTo(document.numberFrom(entry));
                return;
            }
        }
    }

    /** What more of the logs is told. */
    private final class Pages implements LogPages.Host {
        @Override
        public void older(List<LogRow> rows) {
            document.prepend(rows);
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
            LogEntry row = target;
            if (row != null) {
                target = null;
                show(row);
            }
        }

        @Override
        public void newer(List<LogRow> rows) {
            if (replacing) {
                replace();
                document.append(rows);
                arrived();
                return;
            }
            long before = document.endRow();
            document.append(rows);
            view.filledIn(document.endRow() - before);
            host.documentChanged();
            if (!pages.hasNewer()) {
                reachEnd();
            }
        }

        @Override
        public void failed(String reason) {
            jumping = false;
            host.failed(reason);
        }
    }

    /** The end was reached by scrolling: from now on it grows. */
    private void reachEnd() {
        if (detached && keep == null) {
            LogEntry top = view.topEntry();
            keep =
                    top != null && top.row() instanceof LogRow.Output output
                            ? new Place(output.key(), output.bytes().offset())
                            : null;
            reload();
        }
    }

    private void show(LogEntry entry) {
        long row = Math.min(document.numberFrom(entry), document.endRow() - 1);
        view.select(row);
        view.scrollTo(row - view.visibleRows() / 3);
    }

    private void arrived() {
        jumping = false;
        view.followingProperty().set(false);
        host.documentChanged();
        if (document.size() == 0) {
            view.followingProperty().set(true);
            reload();
            return;
        }
        LogEntry first = document.entries().getFirst();
        show(first);
        target = first;
        pages.loadOlder();
        Supplier<CompletableFuture<Map<LogKey, Long>>> next = wanted;
        if (next != null) {
            wanted = null;
            jump(next);
        }
    }

    private void jump(Supplier<CompletableFuture<Map<LogKey, Long>>> place) {
        if (jumping) {
            wanted = place;
            return;
        }
        jumping = true;
        givenUp = false;
        FxThread.whenDone(
                place.get(),
                (offsets, failure) -> {
                    if (offsets == null) {
                        jumping = false;
                        host.failed(LogSession.reason(failure));
                        return;
                    }
                    detached = true;
                    replacing = true;
                    sparse = false;
                    pages.moveTo(offsets);
                    pages.loadNewer();
                });
    }

    /** Shows the line of one log at an offset, or another place, and the others at that time. */
    void goTo(LogKey key, LogPlace place) {
        jump(() -> pages.cut(key, place));
    }

    /**
     * Shows a row among its neighbours.
     *
     * @param showEverything takes the filters away
     */
    void seeInContext(LogEntry entry, Runnable showEverything) {
        boolean anew = sparse || !document.holds(entry);
        // What is asked for below comes unfiltered: no need for the end of the logs.
        sparse = false;
        showEverything.run();
        if (!anew) {
            show(entry);
        } else if (entry.row() instanceof LogRow.Output output && output.bytes().isKnown()) {
            goTo(output.key(), new LogPlace.Offset(output.bytes().offset()));
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

    /** Shows the beginning of the logs. */
    void goHome() {
        if (!pages.hasOlder()) {
            view.scrollTo(document.firstRow());
            return;
        }
        jump(() -> pages.cut(key -> new LogPlace.Offset(pages.first(key))));
    }

    /** Shows a line of the largest log by its number, from 1. */
    void goToLine(long number) {
        pages.keys().stream().findFirst().ifPresent(key -> goTo(key, new LogPlace.Line(number)));
    }

    /** Scrolls to what was received at a time. */
    void goToTime(Instant time, LogNavigator navigator) {
        boolean outside = navigator.isBeforeAll(time) || detached && navigator.isAfterAll(time);
        if (outside && source.hasWindows() && !pages.keys().isEmpty()) {
            jump(() -> pages.cut(_ -> new LogPlace.Time(time)));
            return;
        }
        if (outside && session != null && wantedTime == null) {
            wantedTime = time;
            reopen(LONG_TAIL_BYTES);
            return;
        }
        if (!navigator.toTime(time)) {
            view.followingProperty().set(true);
        }
    }

    private void goToWantedTime() {
        Instant time = wantedTime;
        if (time != null && document.size() > 0) {
            wantedTime = null;
            if (!new LogNavigator(document, view).toTime(time)) {
                view.followingProperty().set(true);
            }
        }
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
        List<LogKey> keys = pages.keys();
        if (!keys.isEmpty()) {
            LogKey key = keys.getFirst();
            long first = pages.first(key);
            long offset = first + (long) (part * (pages.last(key) - first));
            goTo(key, new LogPlace.Offset(offset));
        }
    }

    @Override
    public void viewed() {
        if (replacing || jumping || pages.isLoading() || givenUp || document.size() == 0) {
            return;
        }
        double ahead = host.isFiltering() ? view.visibleRows() : AHEAD;
        double above = view.topRow() - document.firstRow();
        boolean unfilled = document.rowCount() < view.visibleRows();
        double below = document.endRow() - view.topRow() - view.visibleRows();
        if (detached && below < ahead && !(above < ahead && pages.hasOlder())) {
            pages.loadNewer();
        } else if (pages.hasOlder() && (unfilled || above < ahead)) {
            pages.loadOlder();
        }
    }
}
