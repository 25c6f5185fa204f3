package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import java.time.Instant;
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

    /**
     * A line that a process wrote.
     *
     * @param simple every character is one cell wide
     * @param partial no newline has come yet: a later row of the same process and stream takes its
     *     place
     */
    record Output(
            int source,
            LogStream stream,
            Instant at,
            String text,
            List<StyleSpan> spans,
            int cells,
            boolean simple,
            boolean partial)
            implements LogRow {

        static Output of(int source, LogStream stream, Instant at, AnsiText line, boolean partial) {
            boolean simple = Cells.isSimple(line.text());
            int cells = simple ? line.text().length() : Cells.width(line.text());
            return new Output(
                    source, stream, at, line.text(), line.spans(), cells, simple, partial);
        }
    }

    /** Something that happened between two lines. */
    record Boundary(int source, Kind kind, Instant at, String text) implements LogRow {
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
        TRUNCATED
    }
}
