package dev.drover.ui.logview;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** The two scroll bars of the log. FX thread only. */
final class LogBars {

    /** Part of the scroll bar that its thumb takes at least, so that it can be grabbed. */
    private static final double SMALLEST_THUMB = 0.08;

    /** Of the whole log that a document is taken to hold at least. */
    private static final double SMALLEST_PART = 1e-7;

    private static final int COLUMN_STEP = 4;

    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private LogExtent extent = LogExtent.WHOLE;
    private double above;
    private double hidden;
    private boolean updating;

    /** The listeners are told what a user moved; {@code rows} the distance from the first row. */
    LogBars(DoubleConsumer rows, IntConsumer columns) {
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.valueProperty()
                .addListener(
                        (_, _, value) -> {
                            if (!updating) {
                                moved(value.doubleValue(), rows);
                            }
                        });
        horizontal
                .valueProperty()
                .addListener(
                        (_, _, value) -> {
                            if (!updating) {
                                columns.accept(value.intValue());
                            }
                        });
    }

    private void moved(double value, DoubleConsumer rows) {
        if (value >= above && value <= above + hidden) {
            rows.accept(value - above);
        } else {
            extent.goTo(value / Math.max(1, vertical.getMax()));
        }
    }

    /** The whole log, which the vertical bar stands for. */
    void setExtent(LogExtent newExtent) {
        extent = newExtent;
    }

    ScrollBar vertical() {
        return vertical;
    }

    /** What the horizontal bar takes of the height. */
    double horizontalHeight() {
        return horizontal.isVisible() ? horizontal.prefHeight(-1) : 0;
    }

    ScrollBar horizontal() {
        return horizontal;
    }

    /** Puts them right and below of {@code width} by {@code height} pixels. */
    void layOut(double width, double height, double wholeHeight) {
        double barWidth = vertical.prefWidth(-1);
        vertical.resizeRelocate(width, 0, barWidth, height);
        horizontal.resizeRelocate(0, height, width, wholeHeight - height);
    }

    /**
     * @param hiddenRows of the document, those that do not fit
     * @param top of them, those above
     */
    void showRows(double hiddenRows, double top, double shown, int rowCount) {
        updating = true;
        // Of what is not in the document only the size is known: its rows are taken for as many.
        double all = rowCount / Math.max(SMALLEST_PART, extent.held());
        above = all * extent.before();
        hidden = hiddenRows;
        double max = Math.max(above + hidden, all - shown);
        vertical.setVisible(max > 0 && rowCount > 0);
        vertical.setMax(max);
        double part = shown / Math.max(1.0, all);
        vertical.setVisibleAmount(max * Math.max(SMALLEST_THUMB, part));
        vertical.setUnitIncrement(1);
        vertical.setBlockIncrement(shown - 1);
        vertical.setValue(above + top);
        updating = false;
    }

    /**
     * @param hidden columns that do not fit
     * @param left of them, those on the left
     */
    void showColumns(int hidden, int left, int shown) {
        updating = true;
        horizontal.setMax(Math.max(0, hidden));
        double part = shown / (double) Math.max(1, hidden + shown);
        horizontal.setVisibleAmount(horizontal.getMax() * Math.max(SMALLEST_THUMB, part));
        horizontal.setUnitIncrement(COLUMN_STEP);
        horizontal.setBlockIncrement(shown / 2.0);
        horizontal.setValue(left);
        updating = false;
    }
}
