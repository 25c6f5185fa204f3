package dev.drover.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * When log files are rotated, and what is kept of them.
 *
 * @param maxBytes size from which a log is rotated
 * @param schedule when logs are rotated whatever their size; empty for never
 * @param retain how many rotated files of each log are kept
 * @param compress whether they are compressed
 * @param dateFormat day.js pattern of the time in their names
 */
public record LogRotation(
        long maxBytes,
        Optional<Schedule> schedule,
        int retain,
        boolean compress,
        String dateFormat) {

    /** Generous: who never looks at logs must not fill the disk, and nobody else should notice. */
    public static final LogRotation DEFAULT =
            new LogRotation(256L << 20, Optional.empty(), 10, true, "YYYY-MM-DD_HH-mm-ss");

    /** No rotation at all. */
    public static final LogRotation OFF =
            new LogRotation(Long.MAX_VALUE, Optional.empty(), Integer.MAX_VALUE, false, "");

    /** Times that come again. */
    @FunctionalInterface
    public interface Schedule {
        /** The first time after {@code instant}; empty when there is none. */
        Optional<Instant> after(Instant instant);
    }
}
