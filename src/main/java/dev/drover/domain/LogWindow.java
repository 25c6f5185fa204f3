package dev.drover.domain;

import java.util.List;

/**
 * Some lines of one log.
 *
 * @param lines in the order of the file
 * @param begin offset of the first of them; the place that was asked for when there is none
 * @param end offset after the last of them
 * @param first offset of the oldest byte that there is, rotated files included
 * @param last offset after the newest byte
 * @param line number in the present file of the line at {@code begin}, from 1; 0 when not known yet
 * @param lineCount lines of the present file; 0 when not counted yet
 */
public record LogWindow(
        List<LogLine> lines,
        long begin,
        long end,
        long first,
        long last,
        long line,
        long lineCount) {

    public LogWindow {
        lines = List.copyOf(lines);
    }
}
