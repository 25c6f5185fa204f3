package dev.drover.ui.mainwindow;

import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Tally;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All processes and their namespaces, with how many there are and the worst state among them; a
 * click filters.
 */
final class Sidebar {

    /** One line; without a namespace it is the one for all. */
    record Line(Optional<String> namespace, Tally tally) {}

    private final ListView<Line> view;
    private final ProcessListModel model;
    private final ListFilter filter;
    private final ResourceBundle texts;
    private boolean refreshing;

    Sidebar(ListView<Line> view, ProcessListModel model, ListFilter filter, ResourceBundle texts) {
        this.view = view;
        this.model = model;
        this.filter = filter;
        this.texts = texts;
        view.setCellFactory(_ -> new LineCell());
        view.getSelectionModel().selectedItemProperty().addListener((_, _, line) -> chosen(line));
        model.revisionProperty().addListener((_, _, _) -> refresh());
        filter.namespaceProperty().addListener((_, _, _) -> showChoice());
        refresh();
    }

    private void chosen(Line line) {
        if (!refreshing && line != null) {
            filter.namespaceProperty().set(line.namespace());
        }
    }

    private void refresh() {
        List<Line> lines = lines();
        if (lines.equals(view.getItems())) {
            return;
        }
        boolean gone =
                lines.stream()
                        .noneMatch(
                                line -> line.namespace().equals(filter.namespaceProperty().get()));
        if (gone) {
            filter.namespaceProperty().set(Optional.empty());
        }
        refreshing = true;
        view.getItems().setAll(lines);
        refreshing = false;
        showChoice();
    }

    private void showChoice() {
        refreshing = true;
        view.getItems().stream()
                .filter(line -> line.namespace().equals(filter.namespaceProperty().get()))
                .findFirst()
                .ifPresent(view.getSelectionModel()::select);
        refreshing = false;
    }

    private List<Line> lines() {
        Map<String, List<ObservableProcess>> byNamespace =
                model.rows().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.description().namespace(),
                                        () -> new TreeMap<>(NaturalOrder.INSTANCE),
                                        Collectors.toList()));
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Optional.empty(), Tally.of(model.rows())));
        byNamespace.forEach((name, rows) -> lines.add(new Line(Optional.of(name), Tally.of(rows))));
        return lines;
    }

    private final class LineCell extends ListCell<Line> {

        private final Label glyph = new Label();
        private final Label name = new Label();
        private final Label count = new Label();
        private final HBox box = new HBox(8, glyph, name, count);

        LineCell() {
            glyph.getStyleClass().addAll("glyph", "status-text");
            name.setMaxWidth(Double.MAX_VALUE);
            count.getStyleClass().add("count");
            HBox.setHgrow(name, Priority.ALWAYS);
            box.getStyleClass().add("line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
                return;
            }
            Tally tally = line.tally();
            glyph.setText(tally.total() == 0 ? "" : tally.worst().glyph());
            glyph.getStyleClass().removeIf(style -> style.startsWith("status-"));
            glyph.getStyleClass().addAll("status-text", tally.worst().role().styleClass());
            name.setText(line.namespace().orElse(texts.getString("sidebar.all")));
            count.setText(Integer.toString(tally.total()));
            setGraphic(box);
            setAccessibleText(
                    texts.getString("sidebar.spoken")
                            .formatted(
                                    name.getText(),
                                    tally.total(),
                                    tally.running(),
                                    tally.failed()));
        }
    }
}
