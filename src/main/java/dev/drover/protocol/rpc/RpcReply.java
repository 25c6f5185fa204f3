package dev.drover.protocol.rpc;

import dev.drover.protocol.AmpArgument;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.AxonMessage;
import dev.drover.protocol.ProtocolException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to one request. */
public sealed interface RpcReply {

    /** The call was carried out; {@code results} may be empty. */
    record Success(List<@Nullable Object> results) implements RpcReply {

        /** One result. */
        public static Success of(@Nullable Object result) {
            return new Success(Collections.singletonList(result));
        }

        @Override
        public Map<String, Object> body() {
            return Map.of("args", results);
        }

        /** The first result, or null when there is none. */
        public @Nullable Object first() {
            return results.isEmpty() ? null : results.getFirst();
        }
    }

    /** The call was refused. */
    record Failure(String error) implements RpcReply {
        @Override
        public Map<String, Object> body() {
            return Map.of("error", error);
        }
    }

    /** The table of methods: name and names of the parameters. */
    record MethodTable(Map<String, List<String>> methods) implements RpcReply {
        @Override
        public Map<String, Object> body() {
            Map<String, Object> table = new LinkedHashMap<>();
            methods.forEach(
                    (name, params) -> {
                        Map<String, Object> method = new LinkedHashMap<>();
                        method.put("name", name);
                        method.put("params", params);
                        table.put(name, method);
                    });
            return Map.of("methods", table);
        }
    }

    /** An answer with the id it belongs to. */
    record Answer(String id, RpcReply reply) {}

    /** The bytes on the wire, to the request with this raw id. */
    default byte[] encode(byte[] id) {
        return message(id).encode();
    }

    /** The bytes on the wire, not copied. */
    default ByteBuffer toByteBuffer(byte[] id) {
        return message(id).toByteBuffer();
    }

    private AxonMessage message(byte[] id) {
        return AxonMessage.of(new AmpArgument.JsonValue(body()), new AmpArgument.Blob(id));
    }

    /**
     * @throws ProtocolException when the frame is not an answer
     */
    static Answer decode(AmpFrame frame) throws ProtocolException {
        if (frame.arguments().size() != 2) {
            throw new ProtocolException(
                    "A reply has %d arguments instead of 2.".formatted(frame.arguments().size()));
        }
        if (!(AmpArgument.decode(frame.arguments().getLast()) instanceof AmpArgument.Text id)
                || !(AmpArgument.decode(frame.arguments().getFirst())
                        instanceof AmpArgument.JsonValue(Map<?, ?> body))) {
            throw new ProtocolException("A reply is not an object and an id.");
        }
        return new Answer(id.value(), reply(body));
    }

    /** JSON-shaped. */
    Map<String, Object> body();

    private static RpcReply reply(Map<?, ?> body) {
        if (body.containsKey("error")) {
            return new Failure(String.valueOf(body.get("error")));
        }
        if (body.get("methods") instanceof Map<?, ?> methods) {
            Map<String, List<String>> names = new LinkedHashMap<>();
            methods.keySet().forEach(name -> names.put(String.valueOf(name), List.of()));
            return new MethodTable(names);
        }
        return body.get("args") instanceof List<?> args
                ? new Success(Collections.unmodifiableList(new ArrayList<>(args)))
                : new Success(List.of());
    }
}
