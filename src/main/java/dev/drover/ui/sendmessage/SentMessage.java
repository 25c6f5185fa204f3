package dev.drover.ui.sendmessage;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.time.Instant;

/** One message of this session. FX thread only. */
final class SentMessage {

    private final OutgoingMessage message;
    private final String processName;
    private final String draft;
    private final Instant sentAt;
    private final ObjectProperty<Delivery> delivery =
            new SimpleObjectProperty<>(this, "delivery", new Delivery.Queued());

    /**
     * @param draft the text of the editor
     */
    SentMessage(OutgoingMessage message, String processName, String draft, Instant sentAt) {
        this.message = message;
        this.processName = processName;
        this.draft = draft;
        this.sentAt = sentAt;
    }

    OutgoingMessage message() {
        return message;
    }

    String processName() {
        return processName;
    }

    String draft() {
        return draft;
    }

    Instant sentAt() {
        return sentAt;
    }

    ObjectProperty<Delivery> deliveryProperty() {
        return delivery;
    }

    boolean isOpen() {
        return delivery.get() instanceof Delivery.Queued
                || delivery.get() instanceof Delivery.Written;
    }
}
