package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** One row of the log: immutable, so it may travel between threads. */
sealed interface LogRow {

    /** Id of the process. */
    int source();

    /** When it was received; {@link Instant#EPOCH} when not known. */
    Instant at();

    /** What is shown, found and copied. */
    String text();

    /** Width of the text on the grid. */
    int cells();

    /** Number of the run that it belongs to; 0 when not known. */
    int run();

    /**
     * A line that a process wrote.
     *
     * @param simple every character is one cell wide
     * @param partial no newline has come yet: a later row of the same process and stream takes its
     *     place
     * @param traits what the line was recognised as
     * @param bytes where it stands in its log
     */
    record Output(
            int source,
            LogStream stream,
            Instant at,
            String text,
            List<StyleSpan> spans,
            int cells,
            boolean simple,
            boolean partial,
            LineTraits traits,
            Bytes bytes)
            implements LogRow {

        static Output of(
                int source,
                LogStream stream,
                Instant at,
                AnsiText line,
                boolean partial,
                LineTraits traits) {
            boolean simple = Cells.isSimple(line.text());
            int cells = simple ? line.text().length() : Cells.width(line.text());
            return new Output(
                    source,
                    stream,
                    at,
                    line.text(),
                    line.spans(),
                    cells,
                    simple,
                    partial,
                    traits,
                    Bytes.UNKNOWN);
        }

        /** The same line at a place in its log. */
        Output at(Bytes place) {
            return new Output(
                    source, stream, at, text, spans, cells, simple, partial, traits, place);
        }

        LogKey key() {
            return new LogKey(source, stream);
        }

        @Override
        public int run() {
            return traits.run();
        }

        /** The line as it was written, JSON included. */
        String written() {
            return traits.json() == null ? text : traits.json();
        }

        /** The same line with a JSON object shown in short, or as it was written. */
        Output shown(boolean pretty, ZoneId zone) {
            String json = traits.json();
            if (json == null || pretty != text.equals(json)) {
                return this;
            }
            AnsiText line = AnsiText.parse(json, SgrStyle.PLAIN);
            if (pretty) {
                line = JsonLine.parse(json).map(object -> object.pretty(zone)).orElse(line);
            }
            return of(source, stream, at, line, partial, traits).at(bytes);
        }
    }

    /**
     * Bytes of a log.
     *
     * @param offset of the first, what was rotated off included
     * @param length the newline included
     */
    record Bytes(long offset, int length) {
        static final Bytes UNKNOWN = new Bytes(Long.MIN_VALUE, 0);

        boolean isKnown() {
            return offset != Long.MIN_VALUE;
        }

        long end() {
            return offset + length;
        }
    }

    /** Something that happened between two lines. */
    record Boundary(int source, Kind kind, Instant at, String text, int run) implements LogRow {
        @Override
        public int cells() {
            return Cells.width(text);
        }
    }

    /** What a {@link Boundary} says. */
    enum Kind {
        RUN_STARTED,
        RUN_ENDED,
        /** Output was lost on its way here. */
        GAP,
        /** The log file was emptied. */
        TRUNCATED,
        /** Somebody wanted a line here. */
        MARK
    }
}
