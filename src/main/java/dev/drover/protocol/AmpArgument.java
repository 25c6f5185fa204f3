package dev.drover.protocol;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An argument of a frame, by its two-byte prefix. */
public sealed interface AmpArgument {

    /**
     * {@code j:}; a JSON-shaped value: null, Boolean, Number, String, List, Map with String keys.
     */
    record JsonValue(@Nullable Object value) implements AmpArgument {}

    /** {@code s:} */
    record Text(String value) implements AmpArgument {}

    /** Bytes without a known prefix. */
    record Blob(byte[] bytes) implements AmpArgument {
        @Override
        public boolean equals(Object other) {
            return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** The argument with its prefix. */
    default byte[] encode() {
        return switch (this) {
            case JsonValue(Object value) -> prefixed('j', Json.write(value));
            case Text(String value) -> prefixed('s', value.getBytes(StandardCharsets.UTF_8));
            case Blob(byte[] bytes) -> bytes;
        };
    }

    /**
     * Reads an argument by its prefix.
     *
     * @throws ProtocolException when it claims to be JSON and is not
     */
    static AmpArgument decode(byte[] bytes) throws ProtocolException {
        if (bytes.length >= 2 && bytes[1] == ':') {
            if (bytes[0] == 'j') {
                return new JsonValue(Json.parse(bytes, 2, bytes.length - 2));
            }
            if (bytes[0] == 's') {
                return new Text(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8));
            }
        }
        return new Blob(bytes);
    }

    private static byte[] prefixed(char type, byte[] content) {
        byte[] bytes = new byte[content.length + 2];
        bytes[0] = (byte) type;
        bytes[1] = ':';
        System.arraycopy(content, 0, bytes, 2, content.length);
        return bytes;
    }
}
