package dev.drover.ui.metrics;

import java.time.Instant;
import java.util.List;

/** One state of the chart: a stretch of time and what happened in it. */
record ChartFrame(Instant from, Instant to, List<ChartLine> lines) {

    static final ChartFrame EMPTY =
            new ChartFrame(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), List.of());

    ChartFrame {
        lines = List.copyOf(lines);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && !moment.isAfter(to);
    }

    /** Seconds from one sample to the next. */
    int periodSeconds() {
        return lines.isEmpty() ? 1 : lines.getFirst().series().periodSeconds();
    }
}
