package dev.drover.ui.sendmessage;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One message that was sent, by this window or an earlier one. FX thread only. */
final class SentMessage {

    private final OutgoingMessage message;
    private final Addressee addressee;
    private final List<Receipt> receipts;
    private final String draft;
    private final Instant sentAt;
    private final ObjectProperty<Delivery> delivery =
            new SimpleObjectProperty<>(this, "delivery", new Delivery.Queued());
    private final String schema;
    private String templateName = "";
    private int times = 1;

    /**
     * @param receipts one of each receiver; none for one that an earlier window sent
     * @param draft the text of the editor
     * @param schema JSON Schema of its form; empty: none
     */
    SentMessage(
            OutgoingMessage message,
            Addressee addressee,
            List<Receipt> receipts,
            String draft,
            String schema,
            Instant sentAt) {
        this.message = message;
        this.schema = schema;
        this.addressee = addressee;
        this.receipts = List.copyOf(receipts);
        this.draft = draft;
        this.sentAt = sentAt;
        if (receipts.isEmpty()) {
            delivery.set(new Delivery.Earlier());
        } else {
            receipts.forEach(one -> one.deliveryProperty().addListener((_, _, _) -> sumUp()));
            sumUp();
        }
    }

    private void sumUp() {
        delivery.set(
                receipts.size() == 1
                        ? receipts.getFirst().delivery()
                        : new Delivery.Several(
                                receipts.stream()
                                        .map(r -> new Delivery.Several.Each(r.who(), r.delivery()))
                                        .toList()));
    }

    /** One that an earlier window sent; empty when what was kept is no message. */
    static Optional<SentMessage> of(MessageStore.Entry kept) {
        if (!(JsonDraft.parse(kept.draft()) instanceof JsonDraft.Valid(Object value))) {
            return Optional.empty();
        }
        OutgoingMessage message =
                kept.raw()
                        ? new OutgoingMessage.Raw(Addressee.NOBODY, value, kept.topic())
                        : new OutgoingMessage.Packet(
                                Addressee.NOBODY, kept.type(), kept.topic(), value);
        SentMessage entry =
                new SentMessage(
                        message,
                        kept.to(),
                        List.of(),
                        kept.draft(),
                        kept.schema(),
                        Instant.ofEpochMilli(kept.at()));
        entry.templateName = kept.template();
        return Optional.of(entry);
    }

    MessageStore.Entry toKeep() {
        String type = message instanceof OutgoingMessage.Packet packet ? packet.type() : "";
        return new MessageStore.Entry(
                addressee,
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
        return String.join("\n", templateName, message.label(), String.join(" ", names()), draft)
                .toLowerCase(Locale.ROOT);
    }

    OutgoingMessage message() {
        return message;
    }

    Addressee addressee() {
        return addressee;
    }

    /** One of each receiver; none when an earlier window sent it. */
    List<Receipt> receipts() {
        return receipts;
    }

    private List<String> names() {
        return switch (addressee) {
            case Addressee.One one -> List.of(one.name());
            case Addressee.Instances all -> List.of(all.name());
            case Addressee.Namespace all -> List.of(all.name());
            case Addressee.Chosen chosen ->
                    chosen.processes().stream().map(Addressee.One::name).toList();
        };
    }

    String draft() {
        return draft;
    }

    Instant sentAt() {
        return sentAt;
    }

    /** Of all of its receivers together. */
    ReadOnlyObjectProperty<Delivery> deliveryProperty() {
        return delivery;
    }

    /** How often it was sent one after the other; one line of the history is about all of them. */
    int times() {
        return times;
    }

    /** Whether it is the same once more: then it takes the line of the one before. */
    boolean isAgain(SentMessage before) {
        return isSame(before)
                && !before.delivery.get().isFailed()
                && !(before.delivery.get() instanceof Delivery.Earlier);
    }

    /** Whether the same was sent to the same, and the other is no template. */
    boolean isSame(SentMessage other) {
        return message.equals(other.message)
                && addressee.equals(other.addressee)
                && draft.equals(other.draft)
                && schema.equals(other.schema)
                && !other.isTemplate();
    }

    void countFrom(SentMessage before) {
        times = before.times + 1;
    }
}
