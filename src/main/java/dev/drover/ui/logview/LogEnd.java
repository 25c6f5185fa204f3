package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The end of the logs, as it grows, and up to where a user has cleared them. FX thread only. */
final class LogEnd {

    private final LogSource source;
    private final LogWords words;
    private final int maxRows;
    private final Map<Integer, Map<LogStream, Long>> cleared = new HashMap<>();
    private @Nullable LogSession session;
    private boolean begun;

    /**
     * @param maxRows that may wait to be drawn
     */
    LogEnd(LogSource source, LogWords words, int maxRows) {
        this.source = source;
        this.words = words;
        this.maxRows = maxRows;
    }

    /** Begins to deliver the last {@code tailBytes} of each process, and what comes. */
    void open(
            Collection<ProcessDescription> processes, int tailBytes, LogSession.Listener listener) {
        close();
        List<LogFeed> feeds = new ArrayList<>();
        for (ProcessDescription process : processes) {
            Map<LogStream, Long> hidden = cleared.getOrDefault(process.id(), Map.of());
            LogFeed feed = new LogFeed(process, hidden, maxRows, words);
            if (source.hasWindows()) {
                feed.beginWithAWholeLine();
            }
            feeds.add(feed);
        }
        begun = false;
        LogSession opened = new LogSession(source, feeds, listener);
        session = opened;
        opened.open(tailBytes);
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
        if (session != null) {
            cleared.putAll(session.positions());
        }
    }

    /** Says where the cleared logs begin. */
    void hideCleared(LogPages pages) {
        for (LogKey key : pages.keys()) {
            long end = of(cleared, key, Long.MIN_VALUE);
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
                                long hidden = of(cleared, key, Long.MIN_VALUE);
                                pages.set(key, begin, end, Math.min(hidden, end));
                            });
            pages.measure();
        }
    }

    private static long of(Map<Integer, Map<LogStream, Long>> all, LogKey key, long otherwise) {
        return all.getOrDefault(key.source(), Map.of()).getOrDefault(key.stream(), otherwise);
    }
}
