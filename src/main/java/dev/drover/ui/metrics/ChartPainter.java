package dev.drover.ui.metrics;

import dev.drover.ui.common.ProcessColors;
import dev.drover.ui.model.MetricsSeries;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import java.time.Instant;

/**
 * Draws a frame. One-pixel lines lie on half coordinates, so that they are sharp at 100 % and 200
 * %. FX thread only.
 */
final class ChartPainter {

    private static final double FONT_SIZE = 11;
    private static final double STEP_HEIGHT = 26;
    private static final int MOST_STEPS = 5;
    private static final double TIME_WIDTH = 76;
    private static final double FILL = 0.14;
    private static final double BAND = 0.30;
    private static final double DOT = 3;
    private static final double[] DASHES = {4, 3};

    private final ChartTheme theme;
    private final ChartWords words;
    private final Font font = Font.font(FONT_SIZE);

    ChartPainter(ChartTheme theme, ChartWords words) {
        this.theme = theme;
        this.words = words;
    }

    /** Everything but the cross-hair. */
    void paint(GraphicsContext gc, ChartGeometry geometry, ChartFrame frame) {
        gc.clearRect(0, 0, geometry.width(), geometry.height());
        gc.setFont(font);
        gc.setLineWidth(1);
        TimeTicks times =
                TimeTicks.of(
                        frame.from(),
                        frame.to(),
                        words.zone(),
                        (int) Math.max(1, geometry.plot(Quantity.CPU).width() / TIME_WIDTH));
        for (Quantity quantity : Quantity.values()) {
            ChartGeometry.Plot plot = geometry.plot(quantity);
            ValueTicks ticks = ticks(quantity, plot, frame);
            gc.setStroke(theme.grid());
            for (Instant tick : times.at()) {
                double x = sharp(geometry.x(tick.getEpochSecond()));
                gc.strokeLine(x, plot.top(), x, plot.bottom());
            }
            paintAxis(gc, plot, quantity, ticks);
            for (ChartLine line : frame.lines()) {
                paintLine(gc, geometry, quantity, ticks, line, frame.lines().size() == 1);
            }
            paintLimits(gc, plot, quantity, ticks, frame);
        }
        new MarkPainter(theme).paint(gc, geometry, frame);
        paintTimes(gc, geometry, times);
    }

    private ValueTicks ticks(Quantity quantity, ChartGeometry.Plot plot, ChartFrame frame) {
        int wanted = (int) Math.clamp(plot.height() / STEP_HEIGHT, 1, MOST_STEPS);
        return quantity.ticks(quantity.most(frame), wanted);
    }

    private void paintAxis(
            GraphicsContext gc, ChartGeometry.Plot plot, Quantity quantity, ValueTicks ticks) {
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setTextBaseline(VPos.CENTER);
        gc.setFill(theme.text());
        gc.fillText(words.get("plot." + quantity), plot.left(), plot.top() - 10);
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setFill(theme.muted());
        gc.setStroke(theme.grid());
        for (int i = 0; i <= ticks.count(); i++) {
            double y = plot.y(ticks.value(i), ticks.top());
            gc.strokeLine(plot.left(), y, plot.right(), y);
            String label = i == 0 ? words.get("zero") : words.value(quantity, ticks.value(i));
            gc.fillText(label, plot.left() - 8, y);
        }
    }

    private void paintLine(
            GraphicsContext gc,
            ChartGeometry geometry,
            Quantity quantity,
            ValueTicks ticks,
            ChartLine line,
            boolean alone) {
        MetricsSeries series = line.series();
        Color color = ProcessColors.of(line.number(), theme.background());
        int begin = 0;
        for (int end = 1; end <= series.size(); end++) {
            if (end == series.size() || series.isAfterGap(end)) {
                new Stretch(geometry, quantity, ticks, series, begin, end).paint(gc, color, alone);
                begin = end;
            }
        }
    }

    /** Entries without a gap between them. */
    private record Stretch(
            ChartGeometry geometry,
            Quantity quantity,
            ValueTicks ticks,
            MetricsSeries series,
            int begin,
            int end) {

        void paint(GraphicsContext gc, Color color, boolean alone) {
            int size = end - begin;
            ChartGeometry.Plot plot = geometry.plot(quantity);
            // The line there and, to close the area, back along the bottom or the maxima.
            double[] xs = new double[2 * size];
            double[] ys = new double[2 * size];
            double[] most = new double[2 * size];
            for (int i = 0; i < size; i++) {
                int back = 2 * size - 1 - i;
                xs[i] = geometry.x(series.seconds()[begin + i]);
                xs[back] = xs[i];
                ys[i] = y(plot, quantity.mean(series, begin + i));
                ys[back] = plot.bottom();
                most[i] = ys[i];
                most[back] = y(plot, quantity.most(series, begin + i));
            }
            if (alone) {
                gc.setFill(color.deriveColor(0, 1, 1, FILL));
                gc.fillPolygon(xs, ys, xs.length);
                if (series.periodSeconds() > 1) {
                    gc.setFill(color.deriveColor(0, 1, 1, BAND));
                    gc.fillPolygon(xs, most, xs.length);
                }
            }
            gc.setStroke(color);
            gc.setLineWidth(1.5);
            gc.strokePolyline(xs, ys, size);
            gc.setLineWidth(1);
            if (size == 1) {
                gc.setFill(color);
                gc.fillOval(xs[0] - DOT / 2, ys[0] - DOT / 2, DOT, DOT);
            }
        }

        private double y(ChartGeometry.Plot plot, double value) {
            return plot.bottom() - value / ticks.top() * plot.height();
        }
    }

    private void paintLimits(
            GraphicsContext gc,
            ChartGeometry.Plot plot,
            Quantity quantity,
            ValueTicks ticks,
            ChartFrame frame) {
        double most = frame.lines().stream().mapToDouble(quantity::most).max().orElse(0);
        gc.setLineDashes(DASHES);
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setTextBaseline(VPos.BOTTOM);
        for (ChartLine line : frame.lines()) {
            if (quantity.showsLimit(line, most)) {
                long limit = line.memoryLimit().orElse(0);
                double y = plot.y(limit, ticks.top());
                boolean alone = frame.lines().size() == 1;
                Color color =
                        alone ? theme.limit() : ProcessColors.of(line.number(), theme.background());
                gc.setStroke(color);
                gc.strokeLine(plot.left(), y, plot.right(), y);
                gc.setFill(color);
                gc.fillText(
                        words.format("limit", words.value(quantity, limit)),
                        plot.right() - 4,
                        y - 1);
            }
        }
        gc.setLineDashes();
    }

    private void paintTimes(GraphicsContext gc, ChartGeometry geometry, TimeTicks times) {
        double y = geometry.plot(Quantity.MEMORY).bottom() + 4;
        gc.setFill(theme.muted());
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.TOP);
        for (Instant tick : times.at()) {
            gc.fillText(times.label(tick, words.zone()), geometry.x(tick.getEpochSecond()), y);
        }
    }

    /** The cross-hair, with a point on each line. */
    void paintCursor(GraphicsContext gc, ChartGeometry geometry, ChartFrame frame, Instant cursor) {
        double x = sharp(geometry.x(cursor.getEpochSecond()));
        ChartGeometry.Plot last = geometry.plot(Quantity.MEMORY);
        gc.setStroke(theme.text());
        gc.setLineWidth(1);
        gc.strokeLine(x, ChartGeometry.MARKS, x, last.bottom());
        for (Quantity quantity : Quantity.values()) {
            ChartGeometry.Plot plot = geometry.plot(quantity);
            ValueTicks ticks = ticks(quantity, plot, frame);
            for (ChartLine line : frame.lines()) {
                int index = line.series().indexAt(cursor.getEpochSecond());
                if (index >= 0) {
                    double y = plot.y(quantity.mean(line.series(), index), ticks.top());
                    gc.setFill(ProcessColors.of(line.number(), theme.background()));
                    gc.fillOval(x - DOT - 0.5, y - DOT - 0.5, 2 * DOT + 1, 2 * DOT + 1);
                }
            }
        }
        paintCursorTime(gc, x, last, words.time(cursor, frame.to()));
    }

    private void paintCursorTime(
            GraphicsContext gc, double x, ChartGeometry.Plot plot, String time) {
        gc.setFont(font);
        double width = 8 + 6.5 * time.length();
        double left = Math.clamp(x - width / 2, 0, Math.max(0, plot.right() + 12 - width));
        gc.setFill(theme.text());
        gc.fillRoundRect(left, plot.bottom() + 2, width, 18, 6, 6);
        gc.setFill(theme.background());
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(time, left + width / 2, plot.bottom() + 11);
    }

    static double sharp(double x) {
        return Math.floor(x) + 0.5;
    }
}
