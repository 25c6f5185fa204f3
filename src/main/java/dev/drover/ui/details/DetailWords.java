package dev.drover.ui.details;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ResourceBundle;

/** Words, times and amounts as the page writes them. */
record DetailWords(ResourceBundle texts, ZoneId zone) {

    String get(String key) {
        return texts.getString(key);
    }

    String format(String key, Object... values) {
        return get(key).formatted(values);
    }

    String yesNo(boolean value) {
        return get(value ? "yes" : "no");
    }

    String moment(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).format(at.atZone(zone));
    }

    String megabytes(long bytes) {
        return format("megabytes", bytes >> 20);
    }

    /** The two largest units; what is not whole seconds in milliseconds. */
    String duration(Duration length) {
        if (length.isNegative()) {
            return format("duration.s", 0);
        }
        if (length.toMillisPart() != 0 && length.toSeconds() < 60) {
            return format("duration.ms", length.toMillis());
        }
        if (length.toDays() > 0) {
            return format("duration.d", length.toDays(), length.toHoursPart());
        }
        if (length.toHours() > 0) {
            return format("duration.h", length.toHours(), length.toMinutesPart());
        }
        if (length.toMinutes() > 0) {
            return format("duration.m", length.toMinutes(), length.toSecondsPart());
        }
        return format("duration.s", length.toSeconds());
    }
}
