package dev.drover.ui.processtable;

import dev.drover.ui.model.CpuHistory;
import dev.drover.ui.model.ObservableProcess;

import javafx.scene.control.TableCell;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * CPU of the last minute; the newest sample is at the right edge. Redrawn when a sample arrives.
 */
final class SparklineCell extends TableCell<ObservableProcess, Instant> {

    private static final double HEIGHT = 16;
    private static final double SECONDS = 60;
    private static final double LEAST_SCALE = 10;

    private final Polygon area = new Polygon();
    private final Polyline line = new Polyline();
    private final Pane pane = new Pane(area, line);

    SparklineCell() {
        getStyleClass().add("sparkline-cell");
        area.getStyleClass().add("sparkline-area");
        line.getStyleClass().add("sparkline");
        pane.setMinHeight(HEIGHT);
        pane.setMaxHeight(HEIGHT);
        pane.prefWidthProperty().bind(widthProperty().subtract(16));
        pane.widthProperty().addListener((_, _, _) -> draw());
    }

    @Override
    protected void updateItem(Instant sampledAt, boolean empty) {
        super.updateItem(sampledAt, empty);
        setGraphic(empty ? null : pane);
        draw();
    }

    private void draw() {
        line.getPoints().clear();
        area.getPoints().clear();
        ObservableProcess row = getTableRow() == null ? null : getTableRow().getItem();
        if (isEmpty() || row == null) {
            return;
        }
        List<CpuHistory.Sample> samples = row.cpuHistory().samples();
        if (samples.size() < 2) {
            return;
        }
        double width = pane.getWidth();
        double most =
                samples.stream()
                        .mapToDouble(CpuHistory.Sample::percent)
                        .reduce(LEAST_SCALE, Math::max);
        Instant end = samples.getLast().at();
        for (CpuHistory.Sample sample : samples) {
            double age = Duration.between(sample.at(), end).toMillis() / 1000.0;
            if (age <= SECONDS) {
                line.getPoints()
                        .addAll(
                                width * (1 - age / SECONDS),
                                (HEIGHT - 1) * (1 - sample.percent() / most) + 0.5);
            }
        }
        area.getPoints().addAll(line.getPoints());
        area.getPoints().addAll(width, HEIGHT, line.getPoints().getFirst(), HEIGHT);
    }
}
