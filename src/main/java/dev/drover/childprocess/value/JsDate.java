package dev.drover.childprocess.value;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * JavaScript's {@code Date}.
 *
 * @param time whole milliseconds since 1970 in UTC, at most 8.64e15 of them either way; NaN for an
 *     invalid date
 */
public record JsDate(double time) implements JsValue {

    /** What {@code new Date(NaN)} is. */
    public static final JsDate INVALID = new JsDate(Double.NaN);

    private static final double MAX_TIME = 8.64e15;
    private static final DateTimeFormatter AFTER_YEAR =
            DateTimeFormatter.ofPattern("-MM-dd'T'HH:mm:ss.SSS'Z'");

    /** Cuts to whole milliseconds; a time out of range makes an invalid date, as in JavaScript. */
    public JsDate {
        if (Math.abs(time) <= MAX_TIME) {
            time = (long) time;
        } else {
            time = Double.NaN;
        }
    }

    /** The date of an instant, to the millisecond. */
    public static JsDate of(Instant instant) {
        return new JsDate(instant.getEpochSecond() * 1000.0 + instant.getNano() / 1_000_000);
    }

    /** False for an invalid date. */
    public boolean isValid() {
        return !Double.isNaN(time);
    }

    /** Empty for an invalid date. */
    public Optional<Instant> instant() {
        return isValid() ? Optional.of(Instant.ofEpochMilli((long) time)) : Optional.empty();
    }

    /** JavaScript's {@code toISOString}, or {@code Invalid Date}. */
    @Override
    public String toString() {
        return instant()
                .map(i -> i.atOffset(ZoneOffset.UTC))
                .map(utc -> year(utc) + AFTER_YEAR.format(utc))
                .orElse("Invalid Date");
    }

    private static String year(OffsetDateTime date) {
        int year = date.getYear();
        return (year >= 0 && year <= 9999 ? "%04d" : "%+07d").formatted(year);
    }
}
