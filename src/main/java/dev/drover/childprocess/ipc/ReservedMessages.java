package dev.drover.childprocess.ipc;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Node's own messages on the channel: a map whose {@code cmd} starts with {@code NODE_} and is
 * longer than that.
 */
final class ReservedMessages {

    static final String HANDLE = "NODE_HANDLE";
    static final Map<String, Object> ACK = Map.of("cmd", "NODE_HANDLE_ACK");
    static final Map<String, Object> NACK = Map.of("cmd", "NODE_HANDLE_NACK");

    private static final String PREFIX = "NODE_";

    private ReservedMessages() {}

    static boolean isReserved(@Nullable Object message) {
        return message instanceof Map<?, ?> map
                && map.get("cmd") instanceof String cmd
                && cmd.startsWith(PREFIX)
                && cmd.length() > PREFIX.length();
    }

    /** Whether it is the message of this command. */
    static boolean is(String command, @Nullable Object message) {
        return message instanceof Map<?, ?> map && command.equals(map.get("cmd"));
    }

    /** What says what came with a handle; Node wraps it once more when it sends it again. */
    static Map<?, ?> innermost(Map<?, ?> message) {
        return message.get("msg") instanceof Map<?, ?> inner && is(HANDLE, inner) ? inner : message;
    }
}
