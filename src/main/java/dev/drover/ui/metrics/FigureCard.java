package dev.drover.ui.metrics;

import dev.drover.ui.model.MetricsMark;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The figures of one process: at the cross-hair, or now, and over the time shown. FX thread only.
 */
final class FigureCard extends GridPane {

    private static final double[] COLUMNS = {74, 56, 76};

    private final ChartWords words;
    private final Circle dot = new Circle(4);
    private final Label name = new Label();
    private final Label[] present = {new Label(), new Label()};
    private final Label[] most = {new Label(), new Label()};
    private final Label[] average = {new Label(), new Label()};
    private final Label cpu;
    private final Label memory;
    private final Label limit = new Label();
    private final Label happened = new Label();

    FigureCard(ChartWords words) {
        this.words = words;
        cpu = dim(words.get("figure.cpu"));
        memory = dim(words.get("figure.memory"));
        // All cards have their columns at the same places.
        for (double width : COLUMNS) {
            getColumnConstraints().add(new ColumnConstraints(width));
        }
        getStyleClass().add("figure-card");
        name.getStyleClass().add("figure-name");
        name.setGraphic(dot);
        happened.getStyleClass().add("figure-marks");
        happened.setWrapText(true);
        limit.getStyleClass().add("figure-dim");
        add(name, 0, 0, 3, 1);
        add(cpu, 1, 1);
        add(memory, 2, 1);
        addRow(2, dim(words.get("figure.present")), present[0], present[1]);
        addRow(3, dim(words.get("figure.most")), most[0], most[1]);
        addRow(4, dim(words.get("figure.average")), average[0], average[1]);
        add(limit, 0, 5, 3, 1);
        add(happened, 0, 6, 3, 1);
        for (Label label : present) {
            label.getStyleClass().add("figure-present");
        }
        for (Label[] row : new Label[][] {present, most, average}) {
            for (Label label : row) {
                label.setMinWidth(Region.USE_PREF_SIZE);
            }
        }
    }

    private static Label dim(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("figure-dim");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /**
     * @param cursor where the cross-hair is; null: the newest sample
     * @param frame of which {@code line} is a part
     */
    void show(ChartLine line, ChartFrame frame, Color color, @Nullable Instant cursor) {
        name.setText(line.name());
        dot.setFill(color);
        Instant at = cursor == null ? frame.to() : cursor;
        int index = line.series().indexAt(at.getEpochSecond());
        for (Quantity quantity : Quantity.values()) {
            int i = quantity.ordinal();
            present[i].setText(
                    index < 0
                            ? words.get("figure.none")
                            : words.value(quantity, quantity.mean(line.series(), index)));
            boolean none = line.series().size() == 0;
            String nothing = words.get("figure.none");
            most[i].setText(none ? nothing : words.value(quantity, quantity.most(line)));
            average[i].setText(none ? nothing : words.value(quantity, quantity.average(line)));
        }
        limit.setText(
                line.memoryLimit().isPresent()
                        ? words.format(
                                "figure.limit",
                                words.value(Quantity.MEMORY, line.memoryLimit().getAsLong()))
                        : "");
        hideEmpty(limit);
        happened.setText(cursor == null ? "" : happened(line, frame, cursor));
        hideEmpty(happened);
    }

    /** What happened near the cross-hair, in words. */
    private String happened(ChartLine line, ChartFrame frame, Instant cursor) {
        long seconds = frame.to().getEpochSecond() - frame.from().getEpochSecond();
        long near = Math.max(1, seconds / 200);
        return line.marks().stream()
                .filter(
                        mark ->
                                Math.abs(mark.at().getEpochSecond() - cursor.getEpochSecond())
                                        <= near)
                .map(mark -> sentence(mark, frame))
                .limit(4)
                .collect(Collectors.joining("\n"));
    }

    private String sentence(MetricsMark mark, ChartFrame frame) {
        return words.format(
                "mark.at",
                ChartWords.glyph(mark.kind()),
                words.mark(mark.kind()),
                words.time(mark.at(), frame.to()));
    }

    /** The card in one sentence, for those who do not see it. */
    String sentence() {
        return words.format(
                "figure.sentence", name.getText(), present[0].getText(), present[1].getText());
    }

    /** The headings of the columns stand on the first card only. */
    void setHeaded(boolean headed) {
        for (Label heading : List.of(cpu, memory)) {
            heading.setVisible(headed);
            heading.setManaged(headed);
        }
    }

    private static void hideEmpty(Label label) {
        label.setVisible(!label.getText().isEmpty());
        label.setManaged(label.isVisible());
    }
}
