package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lines with a bookmark, whether they are in the document or not: they stay while other logs,
 * or other parts of a log, are shown, and in the next window. FX thread only.
 */
final class Bookmarks {

    private final Map<LogKey, TreeMap<Long, Marked>> lines = new HashMap<>();
    private KeptBookmarks kept = new KeptBookmarks(Memory.untilClosed(), "");
    private Map<Integer, ProcessDescription> shown = Map.of();
    private @Nullable BookmarkCheck check;

    /**
     * A line with a bookmark.
     *
     * @param row null for one of an earlier window that nobody has read yet
     */
    private record Marked(LineMark mark, LogRow.@Nullable Output row) {}

    private record Place(LogKey log, long offset) {}

    /**
     * These logs are shown from now on: brings back what was kept of them, and finds out which of
     * their lines are still there.
     */
    void show(Map<Integer, ProcessDescription> processes, KeptBookmarks newKept, LogSource source) {
        shown = processes;
        kept = newKept;
        check = new BookmarkCheck(source, this::found, this::gone);
        kept.of(processes)
                .forEach(
                        (log, marks) -> {
                            TreeMap<Long, Marked> ofLog =
                                    lines.computeIfAbsent(log, _ -> new TreeMap<>());
                            for (LineMark mark : marks) {
                                ofLog.putIfAbsent(mark.offset(), new Marked(mark, null));
                            }
                        });
        processes.keySet().forEach(this::check);
    }

    private void check(int process) {
        BookmarkCheck here = check;
        if (here != null) {
            for (LogStream stream : LogStream.values()) {
                LogKey log = new LogKey(process, stream);
                here.begin(log, of(log).stream().map(Marked::mark).toList());
            }
        }
    }

    private Collection<Marked> of(LogKey log) {
        TreeMap<Long, Marked> ofLog = lines.get(log);
        return ofLog == null ? List.of() : ofLog.values();
    }

    /** A line was read that may be a marked one. */
    private boolean found(LogRow.Output row) {
        TreeMap<Long, Marked> ofLog = lines.get(log(row));
        Marked here = ofLog == null ? null : ofLog.get(row.bytes().offset());
        if (here == null || !here.mark().fits(row)) {
            return false;
        }
        if (here.row() == null) {
            ofLog.put(row.bytes().offset(), new Marked(here.mark(), row));
        }
        return true;
    }

    /** Other lines stand where these were, or none. */
    private void gone(LogKey log, List<LineMark> marks) {
        TreeMap<Long, Marked> ofLog = lines.get(log);
        if (ofLog != null) {
            ofLog.values().removeIf(marked -> marks.contains(marked.mark()));
        }
        ProcessDescription process = shown.get(log.source());
        if (process != null) {
            kept.remove(process, log.stream(), marks);
        }
    }

    /** One file for both streams is the log of the standard output. */
    private LogKey log(LogRow.Output row) {
        ProcessDescription process = shown.get(row.source());
        boolean shared =
                process != null && process.spec().logs().out().equals(process.spec().logs().err());
        return shared ? new LogKey(row.source(), LogStream.OUT) : row.key();
    }

    /** A row for the document, with the bookmark that its line has. */
    LogEntry entry(LogRow row, @Nullable LogEntry head) {
        LogEntry entry = new LogEntry(row, head);
        entry.bookmarked =
                !lines.isEmpty()
                        && row instanceof LogRow.Output output
                        && output.bytes().isKnown()
                        && found(output);
        if (row instanceof LogRow.Boundary boundary && boundary.kind() == LogRow.Kind.TRUNCATED) {
            check(boundary.source());
        }
        return entry;
    }

    /** Sets a bookmark, or takes it away. */
    void toggle(LogEntry entry) {
        entry.bookmarked = !entry.bookmarked;
        if (entry.row() instanceof LogRow.Output row && row.bytes().isKnown()) {
            if (entry.bookmarked) {
                set(row);
            } else {
                remove(row);
            }
        }
    }

    private void set(LogRow.Output row) {
        LogKey log = log(row);
        LineMark mark = LineMark.of(row, Instant.now());
        lines.computeIfAbsent(log, _ -> new TreeMap<>()).put(mark.offset(), new Marked(mark, row));
        ProcessDescription process = shown.get(log.source());
        if (process != null) {
            kept.add(process, log.stream(), mark);
        }
    }

    private void remove(LogRow.Output row) {
        LogKey log = log(row);
        List<LineMark> marks =
                of(log).stream().map(Marked::mark).filter(mark -> mark.fits(row)).toList();
        gone(log, marks);
    }

    /**
     * Those of some logs, in the order of each, as far as their lines are known.
     *
     * @param held these are left out
     */
    List<LogRow.Output> of(Collection<LogKey> logs, Collection<LogEntry> held) {
        Set<Place> places = new HashSet<>();
        for (LogEntry entry : held) {
            if (entry.bookmarked && entry.row() instanceof LogRow.Output row) {
                places.add(new Place(log(row), row.bytes().offset()));
            }
        }
        List<LogRow.Output> rows = new ArrayList<>();
        for (LogKey log : logs) {
            for (Marked marked : of(log)) {
                LogRow.Output row = marked.row();
                if (row != null && !places.contains(new Place(log, marked.mark().offset()))) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
