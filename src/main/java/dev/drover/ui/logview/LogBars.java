package dev.drover.ui.logview;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** The two scroll bars of the log. FX thread only. */
final class LogBars {

    /** Part of the scroll bar that its thumb takes at least, so that it can be grabbed. */
    private static final double SMALLEST_THUMB = 0.08;

    private static final int COLUMN_STEP = 4;

    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private boolean updating;

    /** The listeners are told what a user moved. */
    LogBars(DoubleConsumer rows, IntConsumer columns) {
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.valueProperty()
                .addListener(
                        (_, _, value) -> {
                            if (!updating) {
                                rows.accept(value.doubleValue());
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

    ScrollBar vertical() {
        return vertical;
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
     * @param hidden rows that do not fit
     * @param top of them, those above
     */
    void showRows(double hidden, double top, double shown, int rowCount) {
        updating = true;
        vertical.setVisible(hidden > 0);
        vertical.setMax(hidden);
        double part = shown / Math.max(1.0, rowCount);
        vertical.setVisibleAmount(hidden * Math.max(SMALLEST_THUMB, part));
        vertical.setUnitIncrement(1);
        vertical.setBlockIncrement(shown - 1);
        vertical.setValue(top);
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
