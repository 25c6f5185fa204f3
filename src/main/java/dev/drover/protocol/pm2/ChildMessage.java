package dev.drover.protocol.pm2;

import dev.drover.domain.ExecMode;
import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.bus.BusMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message of a process as a bus event, and back (spec/pm2.md sections 4.3 and 4.4). */
final class ChildMessage {

    private static final String TOPIC = "process:msg";
    private static final String RAW = "raw";
    private static final String DATA = "data";
    private static final String TYPE = "type";
    private static final String ORIGINAL = "drover:message";

    /** Consumed by the supervisor. */
    private static final Set<String> SILENT =
            Set.of("axm:action", "axm:monitor", "axm:option:configuration", "axm:option:setPID");

    private ChildMessage() {}

    /** Empty for what PM2 keeps to itself. */
    static Optional<BusMessage> encode(
            ProcessDescription process, @Nullable Object message, Instant at) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("at", at.toEpochMilli());
        if (message instanceof Map<?, ?> map) {
            String type = topic(map.get(TYPE));
            if (!type.isEmpty() && isTruthy(map.get(DATA))) {
                if (SILENT.contains(type)) {
                    return Optional.empty();
                }
                if (!isReserved(type)) {
                    payload.put(DATA, map.get(DATA));
                    if (map.size() > 2 || !(map.get(TYPE) instanceof String)) {
                        payload.put(ORIGINAL, map);
                    }
                    payload.put("process", origin(process));
                    return Optional.of(new BusMessage(type, payload));
                }
            } else if (map.containsKey("node_version")) {
                return Optional.empty();
            }
        }
        payload.put(RAW, message);
        payload.put("process", shortProcess(process));
        return Optional.of(new BusMessage(TOPIC, payload));
    }

    /** With the commit in cluster mode, in fork mode with all that git says, if it was asked. */
    private static Map<String, @Nullable Object> origin(ProcessDescription process) {
        Map<String, @Nullable Object> origin = new LinkedHashMap<>(shortProcess(process));
        if (process.spec().mode() == ExecMode.CLUSTER) {
            origin.put("rev", VersioningFields.commit(process));
        } else if (process.reported().containsKey(VersioningFields.KEY)) {
            origin.put(VersioningFields.KEY, process.reported().get(VersioningFields.KEY));
        }
        return origin;
    }

    /** Empty where there is none: a number or {@code true} is one by its text. */
    private static String topic(@Nullable Object type) {
        return switch (type) {
            case String text -> text;
            case Double number when number == Math.rint(number) -> topic(number.longValue());
            case Number number when isTruthy(number) -> number.toString();
            case Boolean flag when flag -> "true";
            case null, default -> "";
        };
    }

    /** What the process sent, as far as the event tells. */
    static @Nullable Object decode(String topic, Fields payload) {
        if (payload.has(ORIGINAL)) {
            return payload.raw(ORIGINAL);
        }
        if (topic.equals(TOPIC) && !payload.has(DATA)) {
            return payload.raw(RAW);
        }
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(TYPE, topic);
        message.put(DATA, payload.raw(DATA));
        return message;
    }

    /** A message to a process, for those who watch its channel. */
    static Map<String, @Nullable Object> encodeSent(
            ProcessDescription process, @Nullable Object message, Instant at) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("at", at.toEpochMilli());
        payload.put(RAW, message);
        payload.put("process", shortProcess(process));
        return payload;
    }

    static @Nullable Object decodeSent(Fields payload) {
        return payload.raw(RAW);
    }

    /** A process must not forge what only the supervisor says. */
    private static boolean isReserved(String topic) {
        return topic.startsWith("drover:")
                || topic.startsWith("log:")
                || topic.startsWith("pm2:")
                || topic.equals("process:event");
    }

    static Map<String, Object> shortProcess(ProcessDescription process) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pm_id", process.id());
        map.put("name", process.name());
        map.put("namespace", process.namespace());
        return map;
    }

    /** As JavaScript decides. */
    static boolean isTruthy(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text -> !text.isEmpty();
            case Number number -> number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
            default -> true;
        };
    }
}
