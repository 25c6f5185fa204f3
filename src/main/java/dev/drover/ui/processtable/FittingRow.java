package dev.drover.ui.processtable;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

import java.util.List;

/** As many nodes side by side as there is room for, and how many more there are. */
final class FittingRow extends Pane {

    private static final double GAP = 6;

    private final Label more = new Label();

    /** Its width is kept for {@link #more}, whose text must not change while it is measured. */
    private final Label widest = new Label();

    private List<? extends Node> nodes = List.of();

    /** Shows these; the first of them in any case. */
    void show(List<? extends Node> shown) {
        nodes = List.copyOf(shown);
        getChildren().setAll(nodes);
        widest.setText("+" + nodes.size());
        widest.setVisible(false);
        getChildren().addAll(more, widest);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        int fitting = fitting(width);
        more.setText(fitting < nodes.size() ? "+" + (nodes.size() - fitting) : "");
        double x = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            node.setVisible(i < fitting);
            if (i < fitting) {
                double all = Math.min(node.prefWidth(-1), Math.max(0, width - x));
                place(node, x, all);
                x += all + GAP;
            }
        }
        place(more, x, more.prefWidth(-1));
    }

    private int fitting(double width) {
        double all = nodes.stream().mapToDouble(node -> node.prefWidth(-1) + GAP).sum() - GAP;
        if (all <= width) {
            return nodes.size();
        }
        double used = widest.prefWidth(-1);
        int fitting = 0;
        while (fitting < nodes.size()) {
            used += nodes.get(fitting).prefWidth(-1) + GAP;
            if (used > width) {
                break;
            }
            fitting++;
        }
        return Math.max(1, fitting);
    }

    private void place(Node node, double x, double width) {
        layoutInArea(node, x, 0, width, getHeight(), 0, null, true, false, HPos.LEFT, VPos.CENTER);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return nodes.stream().mapToDouble(node -> node.prefWidth(-1) + GAP).sum();
    }
}
