package dev.drover.ui.messages;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * One message over the channel of a process, as it is listed. It holds the text only, so what the
 * list costs is known.
 *
 * @param number counts the messages of this window from 1
 * @param at when, by the wall clock of the supervisor
 * @param sent true: to the process; false: from it
 * @param processId of the process with the channel
 * @param processName of it
 * @param type PM2's type; empty when the message has none
 * @param topic as the message has it; empty when it has none
 * @param text compact JSON
 * @param preview the beginning of what is in it, on one line
 */
record IpcMessage(
        long number,
        Instant at,
        boolean sent,
        int processId,
        String processName,
        String type,
        String topic,
        String text,
        String preview) {

    private static final int PREVIEW_CHARS = 240;

    /** Reads what the list shows from a JSON-shaped message; it has no number yet. */
    static IpcMessage of(Instant at, boolean sent, Process process, @Nullable Object message) {
        String type = "";
        String topic = "";
        String text = JsonText.compact(message);
        String body = text;
        if (message instanceof Map<?, ?> map) {
            type = map.get("type") instanceof String value ? value : "";
            topic = topic(map);
            if (map.containsKey("data") && !type.isEmpty()) {
                body = JsonText.compact(map.get("data"));
            }
        }
        String preview =
                body.length() <= PREVIEW_CHARS ? body : body.substring(0, PREVIEW_CHARS) + "…";
        return new IpcMessage(
                0, at, sent, process.id(), process.name(), type, topic, text, preview);
    }

    IpcMessage withNumber(long value) {
        return new IpcMessage(value, at, sent, processId, processName, type, topic, text, preview);
    }

    /** Whose channel. */
    record Process(int id, String name) {}

    /** What tells it apart from others: its topic, or its type when it has no topic. */
    String subject() {
        return topic.isEmpty() ? type : topic;
    }

    /** Bytes of it on the wire, without the line end, when it is ASCII; a little less when not. */
    int size() {
        return text.length();
    }

    /** An answer to an action says its name where others have a topic. */
    private static String topic(Map<?, ?> map) {
        if (map.get("topic") instanceof String topic) {
            return topic;
        }
        return map.get("data") instanceof Map<?, ?> data
                        && data.get("action_name") instanceof String action
                ? action
                : "";
    }
}
