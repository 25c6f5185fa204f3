package dev.drover.childprocess.ipc;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/**
 * Node's own messages on the channel: a map whose {@code cmd} starts with {@code NODE_} and is
 * longer than that.
 */
final class ReservedMessages {

    private static final String PREFIX = "NODE_";

    private ReservedMessages() {}

    static boolean isReserved(@Nullable Object message) {
        return message instanceof Map<?, ?> map
                && map.get("cmd") instanceof String cmd
                && cmd.startsWith(PREFIX)
                && cmd.length() > PREFIX.length();
    }

    /**
     * What Node expects back. A handle never reaches us, because we read without room for
     * descriptors; the sender holds back all its later messages until it is told so.
     */
    static Optional<Map<String, Object>> answer(Object message) {
        return message instanceof Map<?, ?> map && "NODE_HANDLE".equals(map.get("cmd"))
                ? Optional.of(Map.of("cmd", "NODE_HANDLE_NACK"))
                : Optional.empty();
    }
}
