package dev.drover.protocol.rpc;

import dev.drover.protocol.AmpArgument;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.AxonMessage;
import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request: its first argument is the body, its last one the id.
 *
 * @param id raw bytes, echoed as they are
 * @param body what is asked
 */
public record RpcRequest(byte[] id, Body body) {

    /** What is asked. */
    public sealed interface Body {}

    /** Calls a method. */
    public record Call(String method, List<@Nullable Object> args) implements Body {}

    /** Asks for the table of methods. */
    public record ListMethods() implements Body {}

    /** Cannot be understood; {@code error} is the answer. */
    public record Invalid(String error) implements Body {}

    /**
     * @throws ProtocolException when there is no id to answer to
     */
    public static RpcRequest decode(AmpFrame frame) throws ProtocolException {
        List<byte[]> arguments = frame.arguments();
        if (arguments.size() < 2) {
            throw new ProtocolException(
                    "A request has %d arguments; it needs a body and an id."
                            .formatted(arguments.size()));
        }
        return new RpcRequest(arguments.getLast(), body(arguments.getFirst()));
    }

    /** A call as the stock client sends it, with a text id. */
    public static byte[] encodeCall(String method, List<?> args, String id) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "call");
        body.put("method", method);
        body.put("args", args);
        return AxonMessage.of(new AmpArgument.JsonValue(body), new AmpArgument.Text(id)).encode();
    }

    /** The id as text; for a JSON id its text. */
    public String idText() {
        boolean hasPrefix = id.length >= 2 && id[1] == ':' && (id[0] == 's' || id[0] == 'j');
        int skipped = hasPrefix ? 2 : 0;
        return new String(id, skipped, id.length - skipped, StandardCharsets.UTF_8);
    }

    private static Body body(byte[] argument) {
        Object value;
        try {
            value = json(argument);
        } catch (ProtocolException e) {
            return new Invalid("The request cannot be read. " + e.getMessage());
        }
        if (!(value instanceof Map<?, ?> map)) {
            return new Invalid(".method required");
        }
        if ("methods".equals(map.get("type"))) {
            return new ListMethods();
        }
        if (!(map.get("method") instanceof String method) || method.isEmpty()) {
            return new Invalid(".method required");
        }
        if (!(map.get("args") instanceof List<?> args)) {
            return new Invalid(".args required");
        }
        return new Call(method, Collections.unmodifiableList(new ArrayList<>(args)));
    }

    /** By its prefix; bytes without one are taken for JSON too. */
    private static @Nullable Object json(byte[] argument) throws ProtocolException {
        boolean hasPrefix = argument.length >= 2 && argument[1] == ':';
        if (hasPrefix && argument[0] == 's') {
            return new String(argument, 2, argument.length - 2, StandardCharsets.UTF_8);
        }
        int skipped = hasPrefix && argument[0] == 'j' ? 2 : 0;
        return Json.parseRequest(argument, skipped, argument.length - skipped);
    }
}
