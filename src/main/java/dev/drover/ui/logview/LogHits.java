package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

/** What is under the mouse. */
record LogHits(LogDocument document, RowGeometry geometry, LogFrame frame, double top, int left) {

    /** The place in the text under a point of the view; outside it, the nearest one. */
    LogSelection.Place placeAt(double x, double y) {
        RowGeometry.Hit hit = geometry.at(document, frame, top, y);
        long last = Math.max(document.firstRow(), document.endRow() - 1);
        long row = Math.clamp(hit.row(), document.firstRow(), last);
        if (document.rowCount() == 0) {
            return new LogSelection.Place(row, 0);
        }
        LogRow content = document.row(row);
        int cell = cellAt(x, hit, content);
        boolean grid = content.cells() == content.text().length();
        int index = grid ? cell : Cells.indexAt(content.text(), Math.max(0, cell));
        return new LogSelection.Place(row, Math.clamp(index, 0, content.text().length()));
    }

    /** The row whose badge of so many cells is at a point; null when there is none. */
    @Nullable LogEntry badgeAt(double x, double y) {
        RowGeometry.Hit hit = geometry.at(document, frame, top, y);
        if (hit.row() < document.firstRow() || hit.row() >= document.endRow()) {
            return null;
        }
        LogEntry entry = document.entry(hit.row());
        int cell = cellAt(x, hit, entry.row()) - entry.row().cells();
        return cell > 0 && cell < LogRowNode.BADGE_CELLS && entry.frames() > 0 ? entry : null;
    }

    private int cellAt(double x, RowGeometry.Hit hit, LogRow content) {
        int shift = content instanceof LogRow.Output ? left : 0;
        shift += hit.line() * frame.wrapCells();
        return (int) Math.round((x - frame.textX()) / frame.font().cellWidth()) + shift;
    }
}
