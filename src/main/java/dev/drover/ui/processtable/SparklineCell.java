package dev.drover.ui.processtable;

import dev.drover.ui.model.CpuHistory;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;

import javafx.scene.control.TableCell;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU of the last minute; the newest sample is at the right edge. Redrawn when a sample arrives.
 */
final class SparklineCell extends TableCell<ListRow, Instant> {

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
        setGraphic(empty || sampledAt == null ? null : pane);
        draw();
    }

    private void draw() {
        ObservableProcess row =
                getTableRow() != null && getTableRow().getItem() instanceof ObservableProcess one
                        ? one
                        : null;
        List<Double> points =
                isEmpty() || row == null ? List.of() : points(row.cpuHistory().samples());
        if (points.equals(line.getPoints())) {
            return;
        }
        line.getPoints().setAll(points);
        area.getPoints().setAll(points);
        if (!points.isEmpty()) {
            area.getPoints().addAll(pane.getWidth(), HEIGHT, points.getFirst(), HEIGHT);
        }
    }

    /** On whole pixels, so that a quiet process is not drawn again at every sample. */
    private List<Double> points(List<CpuHistory.Sample> samples) {
        if (samples.size() < 2) {
            return List.of();
        }
        double width = pane.getWidth();
        double most =
                samples.stream()
                        .mapToDouble(CpuHistory.Sample::percent)
                        .reduce(LEAST_SCALE, Math::max);
        Instant end = samples.getLast().at();
        List<Double> points = new ArrayList<>();
        for (CpuHistory.Sample sample : samples) {
            double age = Duration.between(sample.at(), end).toMillis() / 1000.0;
            if (age <= SECONDS) {
                points.add((double) Math.round(width * (1 - age / SECONDS)));
                points.add(Math.round((HEIGHT - 1) * (1 - sample.percent() / most)) + 0.5);
            }
        }
        return points;
    }
}
