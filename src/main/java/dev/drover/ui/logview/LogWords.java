package dev.drover.ui.logview;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.CauseText;
import dev.drover.ui.common.ExitText;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The sentences that stand between lines of output. */
final class LogWords {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final ResourceBundle texts;
    private final ZoneId zone;

    LogWords(ResourceBundle texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** A text of the bundle with its placeholders filled. */
    String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }

    /** {@code run} is 0 and {@code at} the epoch when they are not known. */
    String started(int run, Instant at, OptionalLong pid, Optional<Cause> cause) {
        StringBuilder text = new StringBuilder(runText("boundary.started", run));
        if (!at.equals(Instant.EPOCH)) {
            text.append(' ').append(CLOCK.format(at.atZone(zone)));
        }
        if (pid.isPresent() && pid.getAsLong() > 0) {
            text.append(format("boundary.pid", Long.toString(pid.getAsLong())));
        }
        cause.ifPresent(why -> text.append(format("boundary.cause", CauseText.of(why))));
        return text.toString();
    }

    String started(RunRecord record) {
        return started(
                record.run(),
                record.startedAt(),
                OptionalLong.of(record.pid()),
                Optional.of(record.startCause()));
    }

    /** {@code startedAt} is empty when it is not known. */
    String ended(int run, ExitStatus status, Instant at, Optional<Instant> startedAt) {
        String text = runText("boundary.ended", run) + " " + ExitText.of(status);
        return startedAt
                .filter(start -> !at.isBefore(start))
                .map(start -> text + format("boundary.after", length(Duration.between(start, at))))
                .orElse(text);
    }

    String ended(RunRecord record, RunEnd end) {
        String text = ended(record.run(), end.exit(), end.at(), Optional.of(record.startedAt()));
        boolean byItself =
                end.cause() instanceof Cause.OwnExit || end.cause() instanceof Cause.Crash;
        return byItself ? text : text + format("boundary.cause", CauseText.of(end.cause()));
    }

    /** How long something took, to two units. */
    private String length(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < MINUTE) {
            return format("length.seconds", time.toMillis() / 1000.0);
        }
        if (seconds < HOUR) {
            return format("length.minutes", seconds / MINUTE, seconds % MINUTE);
        }
        return format("length.hours", seconds / HOUR, seconds / MINUTE % MINUTE);
    }

    /** Since when lines are hidden: the time alone when that is today. */
    String cleared(Instant at, Instant now) {
        boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return format("cleared", (today ? CLOCK : DAY).format(at.atZone(zone)));
    }

    String lostLines(long lines) {
        return format("boundary.lost.lines", lines);
    }

    String lostBytes(long bytes) {
        return format("boundary.lost.bytes", bytes);
    }

    String truncated(LogStream stream) {
        return format(
                stream == LogStream.OUT ? "boundary.truncated.out" : "boundary.truncated.err");
    }

    /**
     * How much is shown, trimmed and lost.
     *
     * @param position which line it is; empty when that is not known
     * @param contents whether there is more than what is loaded
     */
    String figures(LogDocument document, String position, LogContents contents) {
        List<String> parts = new ArrayList<>();
        String lines = contents.isWhole() ? "status.lines" : "status.loaded";
        parts.add(position.isEmpty() ? format(lines, document.lines(false)) : position);
        if (document.trimmed() > 0 && !contents.reachesFurther()) {
            parts.add(format("status.trimmed", document.trimmed()));
        }
        parts.add(format("status.lost", document.lost()));
        parts.add(texts.getString("status.order"));
        return String.join(" · ", parts);
    }

    /** How many lines came while somebody read elsewhere. */
    String pill(long lines, int errors) {
        String text = format("pill", lines);
        return errors == 0 ? text : text + format("pill.errors", errors);
    }

    private String runText(String key, int run) {
        return run > 0 ? format(key + ".run", Integer.toString(run)) : texts.getString(key);
    }

    /** The name of a process in the pane; with its id where several share the name. */
    static String label(ProcessDescription process) {
        return process.spec().instances() > 1 || process.instance() > 0
                ? process.name() + " " + process.id()
                : process.name();
    }

    /** The names of several, for a title. */
    static String labels(Collection<ProcessDescription> processes) {
        return processes.stream().map(LogWords::label).collect(Collectors.joining(", "));
    }
}
