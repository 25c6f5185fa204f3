package dev.drover.protocol;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An argument of a frame, by its two-byte prefix. */
public sealed interface AmpArgument {

    /**
     * {@code j:}; a JSON-shaped value: null, Boolean, Number, String, List, Map with String keys.
     */
    record JsonValue(@Nullable Object value) implements AmpArgument {
        @Override
        public void writeTo(JsonOutput out) {
            out.raw('j');
            out.raw(':');
            out.value(value);
        }
    }

    /** {@code s:} */
    record Text(String value) implements AmpArgument {
        @Override
        public void writeTo(JsonOutput out) {
            out.raw('s');
            out.raw(':');
            out.raw(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Bytes without a known prefix. */
    record Blob(byte[] bytes) implements AmpArgument {
        @Override
        public void writeTo(JsonOutput out) {
            out.raw(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Writes the argument with its prefix. */
    void writeTo(JsonOutput out);

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
}
