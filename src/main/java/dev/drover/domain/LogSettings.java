package dev.drover.domain;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the output of a process goes. The files hold exactly the bytes the process wrote, unless a
 * date format or JSON is asked for.
 *
 * @param out file of the standard output; may be the same as {@code err}
 * @param err file of the standard error
 * @param combined a further file that gets both
 * @param dateFormat day.js pattern put before each line
 * @param json one JSON object per chunk instead of the bytes
 * @param merge true: instances share one file, no {@code -<id>} suffix
 * @param disabled neither files nor events
 */
public record LogSettings(
        Path out,
        Path err,
        Optional<Path> combined,
        Optional<String> dateFormat,
        boolean json,
        boolean merge,
        boolean disabled) {

    public LogSettings withFiles(Path newOut, Path newErr, Optional<Path> newCombined) {
        return new LogSettings(newOut, newErr, newCombined, dateFormat, json, merge, disabled);
    }

    /** True when the files hold the very bytes that the process wrote. */
    public boolean isExact() {
        return !json && dateFormat.isEmpty();
    }

    /** The file that holds what the process writes on {@code stream}. */
    public Path file(LogStream stream) {
        return stream == LogStream.OUT ? out : err;
    }
}
