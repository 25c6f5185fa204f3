package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which rows are shown, judged by everything but their text.
 *
 * @param scope process, stream and time: what the levels are counted in
 * @param levels that are shown; rows of no level are always
 */
record RowFilter(Predicate<LogRow> scope, Set<Level> levels) {

    static final RowFilter ALL = new RowFilter(_ -> true, Set.of(Level.values()));

    RowFilter {
        levels = Set.copyOf(levels);
    }

    boolean shows(LogRow row) {
        return scope.test(row)
                && (!(row instanceof LogRow.Output output)
                        || levels.contains(output.traits().level()));
    }

    /** Lines of some processes and streams. */
    static Predicate<LogRow> of(Set<Integer> hiddenSources, boolean out, boolean err) {
        Set<Integer> hidden = Set.copyOf(hiddenSources);
        return row ->
                !hidden.contains(row.source())
                        && (!(row instanceof LogRow.Output output)
                                || (output.stream() == LogStream.OUT ? out : err));
    }

    /** Lines from some time on; those whose time is not known are shown. */
    static Predicate<LogRow> since(Instant from) {
        return row -> row.at().equals(Instant.EPOCH) || !row.at().isBefore(from);
    }

    /** Lines of one run of each process; those whose run is not known are shown. */
    static Predicate<LogRow> runs(Map<Integer, Integer> bySource) {
        Map<Integer, Integer> wanted = Map.copyOf(bySource);
        return row -> row.run() == 0 || row.run() == wanted.getOrDefault(row.source(), row.run());
    }
}
