package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes lines of the chunks of one stream of one process. Not safe for use by several threads. */
final class LineAssembler {

    /** Characters after which a line without a newline is cut. */
    static final int MAX_LINE = 1 << 21;

    private final int source;
    private final LogStream stream;
    private final StringBuilder open = new StringBuilder();
    private SgrStyle style = SgrStyle.PLAIN;
    private Instant openedAt = Instant.EPOCH;
    private LineTraits before = LineTraits.PLAIN;
    private int run;
    private int reported;

    LineAssembler(int source, LogStream stream) {
        this.source = source;
        this.stream = stream;
    }

    /** What comes now was written by the run of this number. */
    void setRun(int number) {
        run = number;
    }

    /** Takes text that follows what came before; {@code lines} gets each line that it completes. */
    void accept(String text, Instant at, Consumer<LogRow> lines) {
        int from = 0;
        int newline = text.indexOf('\n');
        while (newline >= 0) {
            if (open.isEmpty()) {
                lines.accept(finish(text.substring(from, newline), at));
            } else {
                open.append(text, from, newline);
                lines.accept(finish(open.toString(), openedAt));
                open.setLength(0);
            }
            from = newline + 1;
            newline = text.indexOf('\n', from);
        }
        if (from < text.length()) {
            if (open.isEmpty()) {
                openedAt = at;
                reported = 0;
            }
            open.append(text, from, text.length());
        }
        if (open.length() > MAX_LINE) {
            breakLine(lines);
        }
    }

    /** Ends the open line as if a newline had come. */
    void breakLine(Consumer<LogRow> lines) {
        if (!open.isEmpty()) {
            lines.accept(finish(open.toString(), openedAt));
            open.setLength(0);
        }
    }

    /** The open line, when there is one and it grew since the last call. */
    Optional<LogRow> partial() {
        if (open.isEmpty() || open.length() == reported) {
            return Optional.empty();
        }
        reported = open.length();
        AnsiText line = AnsiText.parse(withoutReturn(open.toString()), style);
        LineTraits traits = LineTraits.of(line.text(), Optional.empty(), before, run);
        return Optional.of(LogRow.Output.of(source, stream, openedAt, line, true, traits));
    }

    private LogRow finish(String raw, Instant at) {
        AnsiText line = AnsiText.parse(withoutReturn(raw), style);
        style = line.end();
        reported = 0;
        Optional<JsonLine> object = JsonLine.parse(line.text());
        before = LineTraits.of(line.text(), object, before, run);
        AnsiText shown = object.map(json -> json.pretty(ZoneId.systemDefault())).orElse(line);
        return LogRow.Output.of(source, stream, at, shown, false, before);
    }

    private static String withoutReturn(String raw) {
        int end = raw.length();
        while (end > 0 && raw.charAt(end - 1) == '\r') {
            end--;
        }
        return raw.substring(0, end);
    }
}
