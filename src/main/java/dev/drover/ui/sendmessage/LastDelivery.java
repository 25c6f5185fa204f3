package dev.drover.ui.sendmessage;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

/** How it went with the message that the dialog sent last. FX thread only. */
final class LastDelivery {

    private static final PseudoClass OK = PseudoClass.getPseudoClass("ok");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Label state;
    private final DeliveryWords words;
    private final ChangeListener<Delivery> listener = (_, _, now) -> show(now);
    private @Nullable SentMessage last;

    LastDelivery(Label state, DeliveryWords words) {
        this.state = state;
        this.words = words;
    }

    /** Tells of this one from now on. */
    void follow(SentMessage entry) {
        forget();
        last = entry;
        entry.deliveryProperty().addListener(listener);
        show(entry.deliveryProperty().get());
    }

    /** Tells no more of a message to others: it says nothing about these. */
    void chosen(Addressee addressee) {
        if (last != null && !last.addressee().equals(addressee)) {
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
        state.setText(words.longText(delivery));
        state.setTooltip(words.eachOf(delivery).map(Tooltip::new).orElse(null));
        state.pseudoClassStateChanged(OK, delivery.isGood());
        state.pseudoClassStateChanged(BAD, delivery.isBad());
    }
}
