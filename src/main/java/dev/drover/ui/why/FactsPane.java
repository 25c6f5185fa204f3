package dev.drover.ui.why;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.Optional;

/** Facts as a table without lines: what, this run, the run that was good. FX thread only. */
public final class FactsPane extends GridPane {

    private static final double LABEL_WIDTH = 104;

    public FactsPane() {
        getStyleClass().add("facts");
    }

    /**
     * @param heading over the values
     * @param goodHeading over the values of the good run; empty when there is none
     */
    void show(String heading, Optional<String> goodHeading, List<RunFacts.Fact> facts) {
        getChildren().clear();
        columns(goodHeading.isPresent());
        addRow(0, cell("", "fact-label"), cell(heading, "fact-heading"));
        goodHeading.ifPresent(title -> add(cell(title, "fact-heading"), 2, 0));
        for (int i = 0; i < facts.size(); i++) {
            RunFacts.Fact fact = facts.get(i);
            Node value = cell(fact.value(), "fact-value");
            addRow(i + 1, cell(fact.label(), "fact-label"), value);
            int row = i + 1;
            fact.before().ifPresent(text -> add(cell(text, "fact-before"), 2, row));
        }
    }

    private void columns(boolean withGood) {
        ColumnConstraints label = new ColumnConstraints(LABEL_WIDTH);
        getColumnConstraints().setAll(label, share(withGood));
        if (withGood) {
            getColumnConstraints().add(share(true));
        }
    }

    private static ColumnConstraints share(boolean half) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setPercentWidth(half ? 38 : -1);
        return column;
    }

    private static Label cell(String words, String styleClass) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}
