package dev.drover.ui.logview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What the column of receipt times shows. */
enum TimeColumn {
    OFF(0),
    /** Time of day to the millisecond. */
    CLOCK(12),
    /** How long ago. */
    RELATIVE(8);

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final int cells;

    TimeColumn(int cells) {
        this.cells = cells;
    }

    /** Width of the column. */
    int cells() {
        return cells;
    }

    /** The text for one row; empty when the time is not known. */
    String text(Instant at, Instant now, ZoneId zone) {
        if (this == OFF || at.equals(Instant.EPOCH)) {
            return "";
        }
        return this == CLOCK ? FORMAT.format(at.atZone(zone)) : age(Duration.between(at, now));
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
