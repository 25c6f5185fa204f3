package dev.drover.ui.logview;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.ResourceBundle;

/** The sentences that stand between lines of output. */
final class LogWords {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

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
    String started(int run, Instant at, OptionalLong pid) {
        StringBuilder text = new StringBuilder(runText("boundary.started", run));
        if (!at.equals(Instant.EPOCH)) {
            text.append(' ').append(CLOCK.format(at.atZone(zone)));
        }
        if (pid.isPresent()) {
            text.append(format("boundary.pid", Long.toString(pid.getAsLong())));
        }
        return text.toString();
    }

    String ended(int run, ExitStatus status) {
        return runText("boundary.ended", run) + " " + ExitWords.of(status);
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

    /** How much is shown, trimmed and lost. */
    String figures(LogDocument document) {
        List<String> parts = new ArrayList<>();
        parts.add(format("status.lines", document.rowCount()));
        if (document.trimmed() > 0) {
            parts.add(format("status.trimmed", document.trimmed()));
        }
        parts.add(format("status.lost", document.lost()));
        parts.add(texts.getString("status.order"));
        return String.join(" · ", parts);
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
}
