package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The end of the logs, as it grows, and up to where a user has cleared them. FX thread only. */
final class LogEnd {

    private final LogSource source;
    private final LogWords words;
    private final LogDocument document;
    private final ClearedLogs cleared;
    private final KeptBookmarks bookmarks;
    private Map<Integer, ProcessDescription> shown = Map.of();
    private @Nullable LogSession session;
    private boolean begun;

    /**
     * @param document gets what is delivered, and brings the bookmarks of its lines
     */
    LogEnd(LogSource source, LogWords words, LogMemory memory, LogDocument document) {
        this.source = source;
        this.words = words;
        this.cleared = memory.cleared();
        this.bookmarks = memory.bookmarks();
        this.document = document;
    }

    /**
     * Begins to deliver the end of each process's log, and what comes. Where what is before it can
     * be had as well, that is a screenful, which is there sooner.
     */
    void open(Map<Integer, ProcessDescription> processes, LogSession.Listener listener) {
        close();
        shown = processes;
        document.bookmarks.show(processes, bookmarks, source);
        List<LogFeed> feeds = new ArrayList<>();
        for (ProcessDescription process : processes.values()) {
            LogFeed feed = new LogFeed(process, cleared.hidden(process), document.maxRows(), words);
            if (source.hasWindows()) {
                feed.beginWithAWholeLine();
            }
            feeds.add(feed);
        }
        begun = false;
        LogSession opened = new LogSession(source, feeds, listener);
        session = opened;
        opened.open(source.hasWindows() ? LogPages.BLOCK : LogPages.TAIL, this::showWhatIsNew);
    }

    /** A log that is another one than what was cleared is not hidden. */
    private CompletableFuture<Void> showWhatIsNew(LogFeed feed) {
        ProcessDescription process = shown.get(feed.id());
        return process == null
                ? CompletableFuture.completedFuture(null)
                : cleared.outdated(process, source).thenAccept(feed::showAll);
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void lost(int id, long lines) {
        if (session != null) {
            session.lost(id, lines);
        }
    }

    /** Nothing up to now is wanted any more. */
    void clear() {
        LogSession here = session;
        if (here != null) {
            // The clock of the machine with the logs may be ahead of this one.
            Instant at =
                    document.entries().stream()
                            .map(entry -> entry.row().at())
                            .reduce(Instant.now(), (a, b) -> a.isAfter(b) ? a : b);
            Map<Integer, Map<LogStream, Long>> ends = here.positions();
            shown.forEach(
                    (id, process) -> cleared.hide(process, ends.getOrDefault(id, Map.of()), at));
        }
    }

    /** What was cleared is wanted again. */
    void showCleared() {
        cleared.showAll(shown.values());
    }

    /** When something of these logs was cleared last; empty when nothing of them is hidden. */
    Optional<Instant> clearedAt() {
        return cleared.lastAt(shown.values());
    }

    /** Says where the cleared logs begin. */
    void hideCleared(LogPages pages) {
        for (LogKey key : pages.keys()) {
            long end = hidden(key);
            if (end != Long.MIN_VALUE) {
                pages.set(key, end, end, end);
            }
        }
    }

    /** Says where what was delivered begins; only what comes first says so. */
    void begin(LogPages pages) {
        LogSession here = session;
        if (begun || here == null) {
            return;
        }
        begun = true;
        if (source.hasWindows()) {
            Map<Integer, Map<LogStream, Long>> ends = here.positions();
            here.begins()
                    .forEach(
                            (key, begin) -> {
                                long end = of(ends, key, begin);
                                long hidden = hidden(key);
                                pages.set(key, begin, end, Math.min(hidden, end));
                            });
            pages.measure();
        }
    }

    private long hidden(LogKey key) {
        ProcessDescription process = shown.get(key.source());
        return process == null
                ? Long.MIN_VALUE
                : cleared.hidden(process).getOrDefault(key.stream(), Long.MIN_VALUE);
    }

    private static long of(Map<Integer, Map<LogStream, Long>> all, LogKey key, long otherwise) {
        return all.getOrDefault(key.source(), Map.of()).getOrDefault(key.stream(), otherwise);
    }
}
