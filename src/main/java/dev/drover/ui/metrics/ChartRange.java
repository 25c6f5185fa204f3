package dev.drover.ui.metrics;

import java.time.Duration;

/** How much time the axis shows. */
enum ChartRange {
    MINUTES_5(Duration.ofMinutes(5)),
    MINUTES_30(Duration.ofMinutes(30)),
    HOURS_3(Duration.ofHours(3)),
    HOURS_24(Duration.ofHours(24));

    private final Duration length;

    ChartRange(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }
}
