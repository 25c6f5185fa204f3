package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.FxThread;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

import java.util.List;

/**
 * Gives the table or the dock the whole room for a while: the key that asked for it gives the room
 * back, another one changes over. FX thread only.
 */
final class FrameModes {

    private enum Mode {
        ALL,
        TABLE,
        DOCK,
        DOCK_FULL
    }

    /**
     * What the window is divided into.
     *
     * @param sides the sidebar beside the rest
     * @param halves the table over the dock
     * @param toolBar above
     */
    record Frame(SplitPane sides, SplitPane halves, Node toolBar) {}

    private final Frame frame;
    private final SidebarWidth sidebar;
    private final List<Node> sides;
    private final List<Node> halves;
    private final Runnable focusTable;
    private final Runnable focusDock;
    private final AppActions actions;
    private Mode mode = Mode.ALL;
    private double sidebarWidth;
    private double halfDivider;
    private double share;
    private boolean dragged;

    /** Both split panes have their two parts. */
    FrameModes(Frame frame, Runnable focusTable, Runnable focusDock, AppActions actions) {
        this.frame = frame;
        this.sidebar = new SidebarWidth(frame.sides());
        this.sides = List.copyOf(frame.sides().getItems());
        this.halves = List.copyOf(frame.halves().getItems());
        this.focusTable = focusTable;
        this.focusDock = focusDock;
        this.actions = actions;
        frame.halves()
                .heightProperty()
                .addListener((_, _, _) -> FxThread.afterwards(this::keepShare));
        frame.halves().addEventFilter(MouseEvent.MOUSE_DRAGGED, this::draggedSomewhere);
        frame.toolBar().managedProperty().bind(frame.toolBar().visibleProperty());
        actions.on(AppAction.TABLE_ONLY, () -> toggle(Mode.TABLE))
                .on(AppAction.DOCK_ONLY, () -> toggle(Mode.DOCK))
                .on(AppAction.DOCK_FULL, () -> toggle(Mode.DOCK_FULL));
    }

    /** How wide the sidebar is while everything is shown. */
    SidebarWidth sidebar() {
        return sidebar;
    }

    /**
     * Gives the table this share of the height, from 0 to 1, whatever the height, until the user
     * moves the divider. A split pane that grows gives each part as much: a window that opens at
     * another size than its scene was made with would have another share after each start.
     */
    void setTableShare(double wanted) {
        share = wanted;
        frame.halves().setDividerPositions(wanted);
    }

    /** The table's share of the height while everything is shown. */
    double tableShare() {
        return dragged ? frame.halves().getDividerPositions()[0] : share;
    }

    private void keepShare() {
        if (!dragged && mode == Mode.ALL) {
            frame.halves().setDividerPositions(share);
        }
    }

    private void draggedSomewhere(MouseEvent event) {
        for (Node at = event.getTarget() instanceof Node node ? node : null;
                at != null && at != frame.halves();
                at = at.getParent()) {
            dragged |= at.getStyleClass().contains("split-pane-divider");
        }
    }

    private void toggle(Mode wanted) {
        show(mode == wanted ? Mode.ALL : wanted);
    }

    /** Everything is where it was: what the window remembers is this. */
    void showAll() {
        show(Mode.ALL);
    }

    private void show(Mode wanted) {
        if (wanted == mode) {
            return;
        }
        if (mode == Mode.ALL) {
            sidebarWidth = sidebar.get();
            halfDivider = frame.halves().getDividerPositions()[0];
        }
        mode = wanted;
        frame.sides().getItems().setAll(mode == Mode.DOCK_FULL ? List.of(sides.getLast()) : sides);
        frame.halves().getItems().setAll(halvesOf(mode));
        frame.toolBar().setVisible(mode != Mode.DOCK_FULL);
        restoreDividers();
        actions.isOn(AppAction.TABLE_ONLY).set(mode == Mode.TABLE);
        actions.isOn(AppAction.DOCK_ONLY).set(mode == Mode.DOCK);
        actions.isOn(AppAction.DOCK_FULL).set(mode == Mode.DOCK_FULL);
        if (mode == Mode.DOCK || mode == Mode.DOCK_FULL) {
            focusDock.run();
        } else {
            focusTable.run();
        }
    }

    /**
     * A split pane that has just got other parts shares its room anew when it is laid out, so the
     * dividers are put back after that.
     */
    private void restoreDividers() {
        if (frame.sides().getScene() != null) {
            Parent root = frame.sides().getScene().getRoot();
            root.applyCss();
            root.layout();
        }
        if (mode != Mode.DOCK_FULL) {
            sidebar.set(sidebarWidth);
        }
        if (mode == Mode.ALL) {
            frame.halves().setDividerPositions(halfDivider);
        }
    }

    private List<Node> halvesOf(Mode wanted) {
        return switch (wanted) {
            case ALL -> halves;
            case TABLE -> List.of(halves.getFirst());
            case DOCK, DOCK_FULL -> List.of(halves.getLast());
        };
    }
}
