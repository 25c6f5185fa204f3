package dev.drover.ui.logview;

/**
 * Where rows are: one line high each, or as many as they need when long lines are wrapped. A place
 * is a row number whose fraction is the part of that row that is scrolled out at the top.
 */
final class RowGeometry {

    /** Lines that a wrapped row has at most. */
    static final int MAX_LINES = 200;

    private boolean wrap;

    boolean isWrapping() {
        return wrap;
    }

    void setWrap(boolean wrapped) {
        wrap = wrapped;
    }

    /** Lines that a row takes. */
    int lines(LogRow row, LogFrame frame) {
        if (!wrap || !(row instanceof LogRow.Output)) {
            return 1;
        }
        int width = frame.wrapCells();
        return Math.clamp((row.cells() + width - 1) / width, 1, MAX_LINES);
    }

    /** The place at which the end of the document is at the bottom. */
    double maxTop(LogDocument document, LogFrame frame, double height) {
        double lines = height / frame.font().rowHeight();
        if (!wrap) {
            return Math.max(document.firstRow(), document.endRow() - Math.max(1, lines));
        }
        double left = Math.max(1, lines);
        for (long n = document.endRow() - 1; n >= document.firstRow(); n--) {
            int own = lines(document.row(n), frame);
            if (own >= left) {
                return n + 1 - left / own;
            }
            left -= own;
        }
        return document.firstRow();
    }

    /** Rows that fit from a place on, the last one maybe cut. */
    double shown(LogDocument document, LogFrame frame, double top, double height) {
        double lines = Math.max(1, height / frame.font().rowHeight());
        if (!wrap) {
            return lines;
        }
        double left = lines;
        double rows = 0;
        long first = (long) Math.floor(top);
        for (long n = first; n < document.endRow() && left > 0; n++) {
            double part = n == first ? n + 1 - top : 1;
            double own = lines(document.row(n), frame) * part;
            rows += own <= left ? part : part * left / own;
            left -= own;
        }
        return Math.max(1, rows + Math.max(0, left));
    }

    /** A row, and the line in it. */
    record Hit(long row, int line) {}

    /** What is {@code y} pixels below the place {@code top}; rows that do not exist, too. */
    Hit at(LogDocument document, LogFrame frame, double top, double y) {
        double rowHeight = frame.font().rowHeight();
        if (!wrap) {
            return new Hit((long) Math.floor(top + y / rowHeight), 0);
        }
        long n = (long) Math.floor(top);
        if (n < document.firstRow() || n >= document.endRow()) {
            return new Hit(n, 0);
        }
        double line = y / rowHeight + (top - n) * lines(document.row(n), frame);
        while (n < document.endRow() - 1 && line >= lines(document.row(n), frame)) {
            line -= lines(document.row(n), frame);
            n++;
        }
        return new Hit(n, (int) Math.max(0, line));
    }
}
