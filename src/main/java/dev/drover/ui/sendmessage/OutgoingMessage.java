package dev.drover.ui.sendmessage;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A message as it will be sent. */
sealed interface OutgoingMessage {

    /** Id of the process. */
    int target();

    /** A few words for the history. */
    String label();

    /** What the user typed, on one line. */
    String content();

    /** The JSON-shaped value that goes over the channel. */
    @Nullable Object value();

    /** The same for another process. */
    OutgoingMessage to(int id);

    /** Sends it. */
    CompletableFuture<Void> sendBy(MessageSender sender);

    /** The line that goes over the channel. */
    default String wire() {
        return JsonDraft.compact(value());
    }

    /** PM2's packet, as {@code sendDataToProcessId} makes it. */
    record Packet(int target, String type, String topic, @Nullable Object data)
            implements OutgoingMessage {

        @Override
        public String label() {
            return topic.isEmpty() ? type : topic;
        }

        @Override
        public String content() {
            return JsonDraft.compact(data);
        }

        @Override
        public Object value() {
            Map<String, @Nullable Object> packet = new LinkedHashMap<>();
            packet.put("id", target);
            packet.put("type", type);
            packet.put("topic", topic);
            packet.put("data", data);
            return packet;
        }

        @Override
        public Packet to(int id) {
            return new Packet(id, type, topic, data);
        }

        @Override
        public CompletableFuture<Void> sendBy(MessageSender sender) {
            return sender.sendPacket(target, type, topic, data);
        }
    }

    /** Any message, as it is. */
    record Raw(int target, @Nullable Object value, String label) implements OutgoingMessage {

        @Override
        public String content() {
            return wire();
        }

        @Override
        public Raw to(int id) {
            return new Raw(id, value, label);
        }

        @Override
        public CompletableFuture<Void> sendBy(MessageSender sender) {
            return sender.sendRaw(target, value);
        }
    }
}
