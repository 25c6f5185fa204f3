package dev.drover.ui.logview;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * Everything that rows have in common while they are painted.
 *
 * @param version differs whenever anything else in here does
 * @param left first cell that is shown of the text
 * @param width of a row in pixels
 * @param names label and colour number by process; empty when only one is shown
 */
record LogFrame(
        int version,
        MonospaceFont font,
        LogTheme theme,
        int left,
        double width,
        TimeColumn time,
        Map<Integer, SourceTag> names,
        Instant now,
        ZoneId zone) {

    /** Pixels left of everything: room for the mark of the standard error. */
    static final double MARGIN = 10;

    private static final int MAX_NAME = 18;
    private static final int MIN_WRAP = 20;

    /** How a process is labelled in the gutter. */
    record SourceTag(String name, int color) {}

    double cells(double count) {
        return count * font.cellWidth();
    }

    double nameX() {
        return MARGIN + cells(time.cells() > 0 ? time.cells() + 2 : 0);
    }

    double textX() {
        return nameX() + cells(names.isEmpty() ? 0 : nameCells() + 2);
    }

    /** Whole and cut cells that fit to the right of the gutter. */
    int visibleCells() {
        return (int) Math.ceil(Math.max(0, width - textX()) / font.cellWidth());
    }

    /** Cells of a line when long lines are wrapped. */
    int wrapCells() {
        return Math.max(MIN_WRAP, (int) Math.floor((width - textX()) / font.cellWidth()));
    }

    /** The name as it fits into the gutter. */
    static String fitted(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "…";
    }

    private int nameCells() {
        return names.values().stream()
                .mapToInt(tag -> Cells.width(fitted(tag.name())))
                .max()
                .orElse(0);
    }
}
