package dev.drover.ui.metrics;

import dev.drover.ui.model.MetricsMark;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/** Draws when processes started and ended: a line through all plots and a sign above them. */
final class MarkPainter {

    /** What is closer than this shares one sign, the worst of them. */
    private static final double SIGN_WIDTH = 11;

    /** Fainter than the figures, which matter more when there are many marks. */
    private static final double LINE = 0.65;

    private static final double[] DASHES = {2, 3};

    private final ChartTheme theme;

    MarkPainter(ChartTheme theme) {
        this.theme = theme;
    }

    void paint(GraphicsContext gc, ChartGeometry geometry, ChartFrame frame) {
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        List<MetricsMark> marks =
                frame.lines().stream()
                        .flatMap(line -> line.marks().stream())
                        .sorted(Comparator.comparing(MetricsMark::at))
                        .toList();
        @Nullable MetricsMark worst = null;
        double begin = 0;
        for (MetricsMark mark : marks) {
            double x = geometry.x(mark.at().getEpochSecond());
            if (worst != null && x - begin >= SIGN_WIDTH) {
                sign(gc, geometry, worst);
                worst = null;
            }
            if (worst == null) {
                begin = x;
                worst = mark;
            } else if (mark.kind().compareTo(worst.kind()) > 0) {
                worst = mark;
            }
        }
        if (worst != null) {
            sign(gc, geometry, worst);
        }
    }

    private void sign(GraphicsContext gc, ChartGeometry geometry, MetricsMark mark) {
        double x = ChartPainter.sharp(geometry.x(mark.at().getEpochSecond()));
        gc.setStroke(color(mark.kind()).deriveColor(0, 1, 1, LINE));
        gc.setFill(color(mark.kind()));
        gc.setLineDashes(DASHES);
        for (Quantity quantity : Quantity.values()) {
            ChartGeometry.Plot plot = geometry.plot(quantity);
            gc.strokeLine(x, plot.top(), x, plot.bottom());
        }
        gc.setLineDashes();
        gc.fillText(ChartWords.glyph(mark.kind()), x, ChartGeometry.MARKS / 2);
    }

    private Color color(MetricsMark.Kind kind) {
        return switch (kind) {
            case STARTED, RESTARTED -> theme.started();
            case ENDED -> theme.muted();
            case FAILED -> theme.failed();
        };
    }
}
