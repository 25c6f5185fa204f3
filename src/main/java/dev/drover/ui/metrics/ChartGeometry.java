package dev.drover.ui.metrics;

import java.time.Instant;

/** Where things are on the chart, in its own coordinates. */
record ChartGeometry(double width, double height, Instant from, Instant to) {

    static final double LEFT = 62;
    static final double MARKS = 18;
    static final double TITLE = 20;

    private static final double RIGHT = 22;
    private static final double TIMES = 22;

    /** The rectangle of one plot. */
    record Plot(double left, double top, double width, double height) {

        double right() {
            return left + width;
        }

        double bottom() {
            return top + height;
        }

        /** Where a value is, in whole pixels so that lines are sharp. */
        double y(double value, double topValue) {
            return Math.round(bottom() - value / topValue * height) + 0.5;
        }
    }

    /** The plot of a quantity; they share the room between the marks and the time axis. */
    Plot plot(Quantity quantity) {
        int count = Quantity.values().length;
        double each = (height - MARKS - TIMES) / count;
        double top = MARKS + quantity.ordinal() * each + TITLE;
        return new Plot(
                LEFT,
                Math.round(top),
                Math.max(1, width - LEFT - RIGHT),
                Math.max(1, each - TITLE));
    }

    double x(long epochSecond) {
        Plot plot = plot(Quantity.CPU);
        double share = (double) (epochSecond - from.getEpochSecond()) / seconds();
        return plot.left() + share * plot.width();
    }

    /** The second under a place; the ends where it is beside the plot. */
    Instant at(double x) {
        Plot plot = plot(Quantity.CPU);
        double share = Math.clamp((x - plot.left()) / plot.width(), 0, 1);
        return from.plusSeconds(Math.round(share * seconds()));
    }

    private long seconds() {
        return Math.max(1, to.getEpochSecond() - from.getEpochSecond());
    }
}
