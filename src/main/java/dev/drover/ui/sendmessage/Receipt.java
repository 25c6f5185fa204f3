package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.ShortName;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.time.Instant;

/** How far a message has come on its way to one receiver. FX thread only. */
final class Receipt {

    private final OutgoingMessage message;
    private final String who;
    private final Instant sentAt;
    private final ObjectProperty<Delivery> delivery =
            new SimpleObjectProperty<>(this, "delivery", new Delivery.Queued());

    /**
     * @param message with the id of this receiver
     */
    Receipt(OutgoingMessage message, ProcessDescription receiver, Instant sentAt) {
        this.message = message;
        this.who = who(receiver);
        this.sentAt = sentAt;
    }

    /** How a process is told from others of its name. */
    static String who(ProcessDescription process) {
        return who(process.name(), process.id());
    }

    static String who(String name, int id) {
        return ShortName.of(name) + " · " + id;
    }

    OutgoingMessage message() {
        return message;
    }

    String who() {
        return who;
    }

    Instant sentAt() {
        return sentAt;
    }

    ObjectProperty<Delivery> deliveryProperty() {
        return delivery;
    }

    Delivery delivery() {
        return delivery.get();
    }

    void settle(Delivery how) {
        delivery.set(how);
    }

    boolean isOpen() {
        return delivery.get() instanceof Delivery.Queued
                || delivery.get() instanceof Delivery.Written;
    }
}
