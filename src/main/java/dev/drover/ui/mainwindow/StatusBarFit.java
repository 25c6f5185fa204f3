package dev.drover.ui.mainwindow;

import dev.drover.ui.common.FxThread;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;

import java.util.ArrayList;
import java.util.List;

/**
 * What a narrow status bar gives up, one after the other, so that the rest of it can be read. FX
 * thread only.
 */
final class StatusBarFit {

    private final HBox bar;
    private final List<Node> spare;

    private StatusBarFit(HBox bar, List<Node> spare) {
        this.bar = bar;
        this.spare = spare;
    }

    /**
     * @param labels that can be done without, the first one most easily; lines between the parts
     *     before the last of them
     */
    static void install(HBox bar, List<Label> labels) {
        List<Node> spare = new ArrayList<>(labels);
        bar.getChildren().stream()
                .filter(Separator.class::isInstance)
                .forEach(line -> spare.add(labels.size() - 1, line));
        StatusBarFit fit = new StatusBarFit(bar, spare);
        bar.widthProperty().addListener((_, _, _) -> fit.later());
        for (Node part : bar.getChildren()) {
            if (!spare.contains(part)) {
                part.managedProperty().addListener((_, _, _) -> fit.later());
            }
            if (part instanceof Labeled label) {
                label.textProperty().addListener((_, _, _) -> fit.later());
            }
        }
    }

    /** The width comes within a layout, which has the old parts. */
    private void later() {
        FxThread.afterwards(this::fit);
    }

    private void fit() {
        spare.forEach(part -> show(part, true));
        for (Node part : spare) {
            if (bar.getWidth() > 0 && bar.minWidth(-1) > bar.getWidth()) {
                show(part, false);
            }
        }
    }

    private static void show(Node part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }
}
