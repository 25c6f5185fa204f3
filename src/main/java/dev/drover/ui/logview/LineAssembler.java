package dev.drover.ui.logview;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogStream;
import dev.drover.logfile.Utf8Length;

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
    private long next = LogRow.Bytes.UNKNOWN.offset();
    private long opened = LogRow.Bytes.UNKNOWN.offset();

    LineAssembler(int source, LogStream stream) {
        this.source = source;
        this.stream = stream;
    }

    /** What comes now was written by the run of this number. */
    void setRun(int number) {
        run = number;
    }

    /** What comes now begins in this style. */
    void setStyle(SgrStyle open) {
        style = open;
    }

    /** What comes now stands at this offset of the log. */
    void setOffset(long offset) {
        next = offset;
    }

    /** A line that is complete, as it stands in its log. */
    LogRow.Output line(LogLine line) {
        run = line.run();
        return finish(line.text(), line.at()).at(new LogRow.Bytes(line.offset(), line.length()));
    }

    /** Takes text that follows what came before; {@code lines} gets each line that it completes. */
    void accept(String text, Instant at, Consumer<LogRow> lines) {
        int from = 0;
        int newline = text.indexOf('\n');
        while (newline >= 0) {
            if (open.isEmpty()) {
                opened = next;
                pass(text, from, newline + 1);
                lines.accept(placed(finish(text.substring(from, newline), at)));
            } else {
                open.append(text, from, newline);
                pass(text, from, newline + 1);
                lines.accept(placed(finish(open.toString(), openedAt)));
                open.setLength(0);
            }
            from = newline + 1;
            newline = text.indexOf('\n', from);
        }
        if (from < text.length()) {
            if (open.isEmpty()) {
                openedAt = at;
                opened = next;
                reported = 0;
            }
            open.append(text, from, text.length());
            pass(text, from, text.length());
        }
        if (open.length() > MAX_LINE) {
            breakLine(lines);
        }
    }

    /** Ends the open line as if a newline had come. */
    void breakLine(Consumer<LogRow> lines) {
        if (!open.isEmpty()) {
            lines.accept(placed(finish(open.toString(), openedAt)));
            open.setLength(0);
        }
    }

    /** Counts the bytes of characters of the text. */
    private void pass(String text, int from, int to) {
        if (next == LogRow.Bytes.UNKNOWN.offset()) {
            return;
        }
        next += Utf8Length.of(text, from, to);
    }

    private LogRow.Output placed(LogRow.Output row) {
        return opened == LogRow.Bytes.UNKNOWN.offset()
                ? row
                : row.at(new LogRow.Bytes(opened, (int) (next - opened)));
    }

    /** The open line, when there is one and it grew since the last call. */
    Optional<LogRow> partial() {
        if (open.isEmpty() || open.length() == reported) {
            return Optional.empty();
        }
        reported = open.length();
        AnsiText line = AnsiText.parse(withoutReturn(open.toString()), style);
        LineTraits traits = LineTraits.of(line.text(), Optional.empty(), before, run);
        return Optional.of(placed(LogRow.Output.of(source, stream, openedAt, line, true, traits)));
    }

    private LogRow.Output finish(String raw, Instant at) {
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
