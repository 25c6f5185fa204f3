package dev.drover.ui.model;

import java.time.Instant;

/** Something that happened to a process, on the time axis of its figures. */
public record MetricsMark(Instant at, Kind kind) {

    /** What happened; the worse comes last. The order is that of the file. */
    public enum Kind {
        STARTED,
        RESTARTED,
        ENDED,
        FAILED
    }
}
