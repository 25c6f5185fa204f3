package dev.drover.ui.startprocess;

import javafx.scene.Node;
import javafx.scene.control.Label;

/** What takes room only while it has something to say. FX thread only. */
final class Shown {

    private Shown() {}

    /** Hides it, and gives its room away whenever it is hidden. */
    static void collapse(Node node) {
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
    }

    /** Shows a sentence; an empty one hides the label. */
    static void say(Label label, String sentence) {
        label.setText(sentence);
        label.setVisible(!sentence.isEmpty());
    }
}
