package dev.drover.ui.mainwindow;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.List;
import java.util.function.Supplier;

/**
 * The parts of the window that F6 goes round, Shift+F6 backwards: each is a node and whatever in it
 * takes the focus.
 */
final class Regions {

    /**
     * One stop of the round trip.
     *
     * @param area what belongs to it
     * @param focused gets the focus; may be looked up late
     */
    record Region(Node area, Supplier<Node> focused) {}

    private final List<Region> regions;

    Regions(List<Region> regions) {
        this.regions = List.copyOf(regions);
    }

    /** Listens for the key on {@code root}. */
    Regions install(Node root) {
        root.addEventFilter(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.F6 && !key.isShortcutDown()) {
                        go(root.getScene().getFocusOwner(), key.isShiftDown() ? -1 : 1);
                        key.consume();
                    }
                });
        return this;
    }

    /** Goes to the next one. */
    void next(Node from) {
        go(from, 1);
    }

    private void go(Node from, int step) {
        int at = -1;
        for (int i = 0; i < regions.size(); i++) {
            if (contains(regions.get(i).area(), from)) {
                at = i;
            }
        }
        int next = at < 0 ? 0 : Math.floorMod(at + step, regions.size());
        regions.get(next).focused().get().requestFocus();
    }

    /** Whether {@code node} lies in {@code area}. */
    static boolean contains(Node area, Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == area) {
                return true;
            }
        }
        return false;
    }
}
