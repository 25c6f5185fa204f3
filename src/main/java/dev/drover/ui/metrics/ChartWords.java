package dev.drover.ui.metrics;

import dev.drover.ui.model.MetricsMark;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ResourceBundle;

/** Figures and times as the page writes them. */
record ChartWords(ResourceBundle texts, ZoneId zone) {

    private static final double KILO = 1024;
    private static final String[] UNITS = {"unit.kb", "unit.mb", "unit.gb", "unit.tb"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss");

    String get(String key) {
        return texts.getString(key);
    }

    String format(String key, Object... values) {
        return get(key).formatted(values);
    }

    /** Of a value on an axis or beside it. */
    String value(Quantity quantity, double value) {
        return switch (quantity) {
            case CPU -> percent(value);
            case MEMORY -> bytes(value);
        };
    }

    /** With one decimal below ten, where it says something. */
    private String percent(double value) {
        return format("unit.percent", number(value));
    }

    private String bytes(double value) {
        double scaled = value / KILO;
        int unit = 0;
        while (scaled >= KILO && unit < UNITS.length - 1) {
            scaled /= KILO;
            unit++;
        }
        return format(UNITS[unit], number(scaled));
    }

    private static String number(double value) {
        double tenths = Math.round(value * 10) / 10.0;
        boolean whole = tenths >= 100 || tenths == Math.rint(tenths);
        return String.format(whole ? "%.0f" : "%.1f", value);
    }

    /** To the second; with the day when that is not the day of {@code now}. */
    String time(Instant moment, Instant now) {
        boolean today = moment.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TIME : DAY_AND_TIME).format(moment.atZone(zone));
    }

    String mark(MetricsMark.Kind kind) {
        return get("mark." + kind);
    }

    /** The sign of a mark; also without its colour they differ. */
    static String glyph(MetricsMark.Kind kind) {
        return switch (kind) {
            case STARTED -> "▲";
            case RESTARTED -> "↻";
            case ENDED -> "■";
            case FAILED -> "✕";
        };
    }
}
