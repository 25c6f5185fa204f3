package dev.drover.ui.logview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** What the column of receipt times shows. */
enum TimeColumn {
    OFF(0),
    /** Time of day to the millisecond. */
    CLOCK(12),
    /** How long ago. */
    RELATIVE(8),
    /** How long after the line above. */
    DELTA(9);

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final int cells;

    TimeColumn(int cells) {
        this.cells = cells;
    }

    /** {@link #OFF} when there is none of this name. */
    static TimeColumn named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElse(OFF);
    }

    /** Width of the column. */
    int cells() {
        return cells;
    }

    /**
     * The text for one row; empty when the time is not known.
     *
     * @param reference now; for {@link #DELTA} the time of the row above
     */
    String text(Instant at, Instant reference, ZoneId zone) {
        boolean unknown = at.equals(Instant.EPOCH) || reference.equals(Instant.EPOCH);
        return switch (this) {
            case OFF -> "";
            case CLOCK -> at.equals(Instant.EPOCH) ? "" : FORMAT.format(at.atZone(zone));
            case RELATIVE -> unknown ? "" : age(Duration.between(at, reference));
            case DELTA -> unknown ? "" : delta(Duration.between(reference, at));
        };
    }

    private static String delta(Duration gap) {
        double seconds = Math.max(0, gap.toMillis()) / 1000.0;
        String text = seconds < 1000 ? "+%.3f".formatted(seconds) : "+%.0f".formatted(seconds);
        return " ".repeat(Math.max(0, DELTA.cells - text.length())) + text;
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        String text;
        if (seconds < 60) {
            text = seconds + " s";
        } else if (seconds < 3600) {
            text = seconds / 60 + " m " + seconds % 60 + " s";
        } else if (seconds < 86_400) {
            text = seconds / 3600 + " h " + seconds / 60 % 60 + " m";
        } else {
            text = seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
        }
        return " ".repeat(Math.max(0, RELATIVE.cells - text.length())) + text;
    }
}
