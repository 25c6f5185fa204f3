package dev.drover.ui.logview;

import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

import java.util.ArrayList;
import java.util.List;

/** The pool of rows that are in view: as many as fit, used again for other rows. FX thread only. */
final class LogRows {

    private final Pane pane = new Pane();
    private final Rectangle clip = new Rectangle();
    private final List<LogRowNode> pool = new ArrayList<>();
    private final RowGeometry geometry;

    LogRows(RowGeometry geometry) {
        this.geometry = geometry;
        pane.setClip(clip);
        pane.setMouseTransparent(true);
    }

    Pane pane() {
        return pane;
    }

    /** What a row is beside its text. */
    interface Contents {
        LogRowNode.Content of(long number, boolean firstInView);
    }

    /** Puts the rows from the place {@code top} on into {@code width} by {@code height} pixels. */
    void layOut(
            LogDocument document, LogFrame frame, double top, double height, Contents contents) {
        pane.resizeRelocate(0, 0, frame.width(), height);
        clip.setWidth(frame.width());
        clip.setHeight(height);
        double rowHeight = frame.font().rowHeight();
        fillPool((int) Math.ceil(height / rowHeight) + 1);
        long first = (long) Math.floor(top);
        double y = 0;
        for (long n = first; n < first + pool.size(); n++) {
            LogRowNode node = pool.get((int) Math.floorMod(n, (long) pool.size()));
            boolean exists = n < document.endRow() && n >= document.firstRow() && y < height;
            node.setVisible(exists);
            if (exists) {
                int lines = geometry.lines(document.row(n), frame);
                y = n == first ? -(top - first) * lines * rowHeight : y;
                node.show(contents.of(n, n == first), lines, frame);
                node.relocate(0, Math.round(y));
                y += lines * rowHeight;
            }
        }
    }

    private void fillPool(int wanted) {
        while (pool.size() < wanted) {
            LogRowNode node = new LogRowNode();
            pool.add(node);
            pane.getChildren().add(node);
        }
        while (pool.size() > wanted) {
            pane.getChildren().remove(pool.removeLast());
        }
    }
}
