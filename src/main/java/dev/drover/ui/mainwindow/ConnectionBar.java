package dev.drover.ui.mainwindow;

import dev.drover.ui.model.ConnectionState;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.util.List;
import java.util.ResourceBundle;

/**
 * The bar above the table: why there is no connection, or what is done to have one where that takes
 * long. FX thread only.
 */
final class ConnectionBar {

    private static final PseudoClass PROGRESS = PseudoClass.getPseudoClass("progress");

    /** What is shown of the processes is how they were, not how they are. */
    private static final PseudoClass OUTDATED = PseudoClass.getPseudoClass("outdated");

    private final Node window;
    private final HBox bar;
    private final Label words;
    private final List<Node> whenLost;
    private final List<Node> whenBusy;
    private final ResourceBundle texts;
    private ConnectionState state = new ConnectionState.Connecting();
    private String progress = "";

    /**
     * @param window looks outdated while there is no connection
     * @param whenLost what of the bar is shown only when there is no connection
     * @param whenBusy what of it is shown only while one is made
     */
    ConnectionBar(
            Node window,
            HBox bar,
            Label words,
            List<Node> whenLost,
            List<Node> whenBusy,
            ResourceBundle texts) {
        this.window = window;
        this.bar = bar;
        this.words = words;
        this.whenLost = whenLost;
        this.whenBusy = whenBusy;
        this.texts = texts;
        HBox.setHgrow(words, Priority.ALWAYS);
        bar.managedProperty().bind(bar.visibleProperty());
        whenLost.forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        whenBusy.forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        refresh();
    }

    void show(ConnectionState now) {
        state = now;
        window.pseudoClassStateChanged(OUTDATED, !(now instanceof ConnectionState.Connected));
        if (!(now instanceof ConnectionState.Connecting)) {
            progress = "";
        }
        refresh();
    }

    /** What is done, in words; empty when it is not worth any. */
    void showProgress(String doing) {
        progress = doing;
        refresh();
    }

    private void refresh() {
        boolean busy = state instanceof ConnectionState.Connecting && !progress.isEmpty();
        if (state instanceof ConnectionState.Lost(String reason)) {
            words.setText(texts.getString("connection.reason").formatted(reason));
        } else {
            words.setText(progress);
        }
        boolean lost = state instanceof ConnectionState.Lost;
        whenLost.forEach(node -> node.setVisible(lost));
        whenBusy.forEach(node -> node.setVisible(busy));
        bar.pseudoClassStateChanged(PROGRESS, busy);
        bar.setVisible(lost || busy);
    }
}
