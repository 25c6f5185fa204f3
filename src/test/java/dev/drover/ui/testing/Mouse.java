package dev.drover.ui.testing;

import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Mouse events that the headless robot cannot make. FX thread only. */
public final class Mouse {

    private Mouse() {}

    /** Lets the primary button go on a node where it was pressed. */
    public static void release(Node node) {
        boolean up = false;
        boolean still = true;
        node.fireEvent(
                new MouseEvent(
                        MouseEvent.MOUSE_RELEASED,
                        5,
                        5,
                        5,
                        5,
                        MouseButton.PRIMARY,
                        1,
                        up,
                        up,
                        up,
                        up,
                        up,
                        up,
                        up,
                        up,
                        up,
                        still,
                        null));
    }
}
