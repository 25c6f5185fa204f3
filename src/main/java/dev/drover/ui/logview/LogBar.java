package dev.drover.ui.logview;

import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;

import java.util.ArrayList;
import java.util.List;

/**
 * The tool bar of the log: what it has no room for is in its menu instead, what is used least
 * first. FX thread only.
 */
public final class LogBar extends HBox {

    /** Of what can be shown in part: a name, the chips of several processes. */
    private static final double ENOUGH = 150;

    private final List<Part> parts = new ArrayList<>();

    /** A part of the bar that may go, and what is in the menu for it then. */
    private record Part(Node node, MenuItem item) {}

    /** Made by the loader of the log view. */
    public LogBar() {}

    /** {@code node} goes before those that are named after it. */
    void mayGo(Node node, MenuItem item) {
        item.setVisible(false);
        parts.add(new Part(node, item));
    }

    @Override
    protected double computeMinWidth(double height) {
        return snappedLeftInset() + least(parts.size()) + snappedRightInset();
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset();
        int gone = 0;
        while (gone < parts.size() && least(gone) > room) {
            gone++;
        }
        for (int i = 0; i < parts.size(); i++) {
            show(parts.get(i), i >= gone);
        }
        super.layoutChildren();
    }

    private static void show(Part part, boolean inBar) {
        if (part.node().isManaged() != inBar) {
            part.node().setManaged(inBar);
            part.node().setVisible(inBar);
        }
        part.item().setVisible(!inBar);
    }

    /** What the bar needs without the first {@code gone} of the parts that may go. */
    private double least(int gone) {
        double sum = 0;
        for (Node child : getChildren()) {
            int part = partOf(child);
            if (part < gone && part >= 0 || part < 0 && !child.isManaged()) {
                continue;
            }
            double wanted = snapSizeX(child.prefWidth(-1));
            sum += part >= 0 ? wanted : Math.clamp(wanted, child.minWidth(-1), least(child));
            sum += getSpacing();
        }
        return Math.max(0, sum - getSpacing());
    }

    private static double least(Node child) {
        return Math.max(child.minWidth(-1), ENOUGH);
    }

    private int partOf(Node child) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).node() == child) {
                return i;
            }
        }
        return -1;
    }
}
