package dev.drover.ui.logview;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogWindow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lines of several logs, made one sequence in the order of receipt. Where one of them reaches less
 * far than the others, so does the block: what is missing comes with the next one.
 *
 * @param rows in order
 * @param parts how far each log reaches in it
 */
record LogBlock(List<LogRow> rows, Map<LogKey, Extent> parts) {

    /**
     * Bytes {@code [begin, end)} of a log that are in the block, of {@code [first, last)} that
     * there are.
     */
    record Extent(long begin, long end, long first, long last) {}

    /** A line and when it came at the latest that was known so far. */
    private record Timed(Instant at, LogRow.Output row) {}

    /**
     * Lines before some places.
     *
     * @param hidden offsets before which nothing is wanted
     * @param styles what the lines above left open
     */
    static LogBlock before(
            Map<LogKey, LogWindow> windows,
            Map<LogKey, Long> hidden,
            Map<LogKey, SgrStyle> styles) {
        Map<LogKey, List<Timed>> lines = new LinkedHashMap<>();
        Instant from = Instant.MIN;
        for (Map.Entry<LogKey, LogWindow> entry : windows.entrySet()) {
            LogWindow window = entry.getValue();
            long start = hidden.getOrDefault(entry.getKey(), Long.MIN_VALUE);
            List<Timed> own = timed(entry.getKey(), window, start, styles);
            lines.put(entry.getKey(), own);
            boolean more = window.begin() > Math.max(start, window.first());
            if (more && !own.isEmpty() && own.getFirst().at().isAfter(from)) {
                from = own.getFirst().at();
            }
        }
        Instant limit = from;
        return merged(
                windows,
                lines,
                line -> !line.at().isBefore(limit),
                (window, kept, whole) -> {
                    long first =
                            kept.isEmpty() ? window.end() : kept.getFirst().row().bytes().offset();
                    long begin = whole ? Math.min(window.begin(), first) : first;
                    return new Extent(begin, window.end(), window.first(), window.last());
                });
    }

    /**
     * Lines from some places on.
     *
     * @param styles what the lines above left open
     */
    static LogBlock after(Map<LogKey, LogWindow> windows, Map<LogKey, SgrStyle> styles) {
        Map<LogKey, List<Timed>> lines = new LinkedHashMap<>();
        Instant to = Instant.MAX;
        for (Map.Entry<LogKey, LogWindow> entry : windows.entrySet()) {
            LogWindow window = entry.getValue();
            List<Timed> own = timed(entry.getKey(), window, Long.MIN_VALUE, styles);
            lines.put(entry.getKey(), own);
            boolean more = window.end() < window.last();
            if (more && !own.isEmpty() && own.getLast().at().isBefore(to)) {
                to = own.getLast().at();
            }
        }
        Instant limit = to;
        return merged(
                windows,
                lines,
                line -> !line.at().isAfter(limit),
                (window, kept, whole) -> {
                    long last =
                            kept.isEmpty() ? window.begin() : kept.getLast().row().bytes().end();
                    long end = whole ? window.end() : last;
                    return new Extent(window.begin(), end, window.first(), window.last());
                });
    }

    /** How far a log reaches of which some lines, or the whole of them, are kept. */
    @FunctionalInterface
    private interface Reach {
        Extent of(LogWindow window, List<Timed> kept, boolean whole);
    }

    private static LogBlock merged(
            Map<LogKey, LogWindow> windows,
            Map<LogKey, List<Timed>> lines,
            Predicate<Timed> wanted,
            Reach reach) {
        List<Timed> rows = new ArrayList<>();
        Map<LogKey, Extent> parts = new LinkedHashMap<>();
        lines.forEach(
                (key, own) -> {
                    List<Timed> kept = own.stream().filter(wanted).toList();
                    rows.addAll(kept);
                    boolean whole = kept.size() == own.size();
                    parts.put(key, reach.of(windows.get(key), kept, whole));
                });
        return new LogBlock(sorted(rows), parts);
    }

    private static List<LogRow> sorted(List<Timed> lines) {
        // Stable: lines of one log keep their order.
        lines.sort(Comparator.comparing(Timed::at));
        return lines.stream().<LogRow>map(Timed::row).toList();
    }

    private static List<Timed> timed(
            LogKey key, LogWindow window, long from, Map<LogKey, SgrStyle> styles) {
        LineAssembler assembler = new LineAssembler(key.source(), key.stream());
        assembler.setStyle(styles.getOrDefault(key, SgrStyle.PLAIN));
        List<Timed> lines = new ArrayList<>();
        Instant latest = Instant.EPOCH;
        for (LogLine line : window.lines()) {
            if (line.offset() >= from) {
                latest = line.at().isAfter(latest) ? line.at() : latest;
                lines.add(new Timed(latest, assembler.line(line)));
            }
        }
        return lines;
    }
}
