package dev.drover.ui.sendmessage;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One message that was sent, by this window or an earlier one. FX thread only. */
final class SentMessage {

    /** The process of an earlier window: ids do not outlive a supervisor. */
    static final int NOBODY = -1;

    private final OutgoingMessage message;
    private final String processName;
    private final String draft;
    private final Instant sentAt;
    private final ObjectProperty<Delivery> delivery =
            new SimpleObjectProperty<>(this, "delivery", new Delivery.Queued());
    private final String schema;
    private String templateName = "";
    private int times = 1;

    /**
     * @param draft the text of the editor
     * @param schema JSON Schema of its form; empty: none
     */
    SentMessage(
            OutgoingMessage message,
            String processName,
            String draft,
            String schema,
            Instant sentAt) {
        this.message = message;
        this.schema = schema;
        this.processName = processName;
        this.draft = draft;
        this.sentAt = sentAt;
    }

    /** One that an earlier window sent; empty when what was kept is no message. */
    static Optional<SentMessage> of(MessageStore.Entry kept) {
        if (!(JsonDraft.parse(kept.draft()) instanceof JsonDraft.Valid(Object value))) {
            return Optional.empty();
        }
        OutgoingMessage message =
                kept.raw()
                        ? new OutgoingMessage.Raw(NOBODY, value, kept.topic())
                        : new OutgoingMessage.Packet(NOBODY, kept.type(), kept.topic(), value);
        SentMessage entry =
                new SentMessage(
                        message,
                        kept.process(),
                        kept.draft(),
                        kept.schema(),
                        Instant.ofEpochMilli(kept.at()));
        entry.delivery.set(new Delivery.Earlier());
        entry.templateName = kept.template();
        return Optional.of(entry);
    }

    MessageStore.Entry toKeep() {
        String type = message instanceof OutgoingMessage.Packet packet ? packet.type() : "";
        return new MessageStore.Entry(
                processName,
                message instanceof OutgoingMessage.Raw,
                type,
                message.label(),
                draft,
                sentAt.toEpochMilli(),
                templateName,
                schema);
    }

    String schema() {
        return schema;
    }

    boolean isTemplate() {
        return !templateName.isEmpty();
    }

    /** Empty: it is none. */
    String templateName() {
        return templateName;
    }

    void nameTemplate(String name) {
        templateName = name;
    }

    /** Where a search looks, in lower case. */
    String searchText() {
        return String.join("\n", templateName, message.label(), processName, draft)
                .toLowerCase(Locale.ROOT);
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

    /** How often it was sent one after the other; one line of the history is about all of them. */
    int times() {
        return times;
    }

    /** Whether it is the same once more: then it takes the line of the one before. */
    boolean isAgain(SentMessage before) {
        return message.equals(before.message)
                && processName.equals(before.processName)
                && draft.equals(before.draft)
                && schema.equals(before.schema)
                && !before.isTemplate()
                && !(before.delivery.get() instanceof Delivery.Failed)
                && !(before.delivery.get() instanceof Delivery.Earlier);
    }

    void countFrom(SentMessage before) {
        times = before.times + 1;
    }

    boolean isOpen() {
        return delivery.get() instanceof Delivery.Queued
                || delivery.get() instanceof Delivery.Written;
    }
}
