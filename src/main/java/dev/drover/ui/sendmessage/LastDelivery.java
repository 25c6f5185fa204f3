package dev.drover.ui.sendmessage;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;

import org.jspecify.annotations.Nullable;

import java.util.ResourceBundle;

/** How it went with the message that the dialog sent last. FX thread only. */
final class LastDelivery {

    private static final PseudoClass OK = PseudoClass.getPseudoClass("ok");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Label state;
    private final ResourceBundle texts;
    private final ChangeListener<Delivery> listener = (_, _, now) -> show(now);
    private @Nullable SentMessage last;

    LastDelivery(Label state, ResourceBundle texts) {
        this.state = state;
        this.texts = texts;
    }

    /** Tells of this one from now on. */
    void follow(SentMessage entry) {
        forget();
        last = entry;
        entry.deliveryProperty().addListener(listener);
        show(entry.deliveryProperty().get());
    }

    /** Tells no more of a message to another process: it says nothing about this one. */
    void chosen(int process) {
        if (last != null && last.message().target() != process) {
            forget();
        }
    }

    /** Tells of nothing until something is sent. */
    void forget() {
        if (last != null) {
            last.deliveryProperty().removeListener(listener);
            last = null;
            state.setText("");
        }
    }

    private void show(Delivery delivery) {
        state.setText(SendMessageCells.longText(texts, delivery));
        state.pseudoClassStateChanged(
                OK, delivery instanceof Delivery.Written || delivery instanceof Delivery.Answered);
        state.pseudoClassStateChanged(BAD, delivery instanceof Delivery.Failed);
    }
}
