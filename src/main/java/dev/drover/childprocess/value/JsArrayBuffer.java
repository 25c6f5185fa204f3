package dev.drover.childprocess.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * JavaScript's {@code ArrayBuffer}. Not a copy: who changes the bytes changes the buffer.
 *
 * @param bytes the content, from position to limit
 * @param maxByteLength how large a resizable buffer can become; empty when it is not resizable.
 *     Node 18 cannot receive a resizable one.
 */
public record JsArrayBuffer(ByteBuffer bytes, OptionalLong maxByteLength) implements JsValue {

    /**
     * Takes the bytes as they are.
     *
     * @throws IllegalArgumentException when there are more bytes than the maximum
     */
    public JsArrayBuffer {
        bytes = bytes.slice();
        if (maxByteLength.isPresent() && maxByteLength.getAsLong() < bytes.remaining()) {
            throw new IllegalArgumentException(
                    "%d bytes are more than the maximum of %d."
                            .formatted(bytes.remaining(), maxByteLength.getAsLong()));
        }
    }

    /** A buffer of fixed length. */
    public JsArrayBuffer(byte[] bytes) {
        this(ByteBuffer.wrap(bytes), OptionalLong.empty());
    }

    /** The bytes, little-endian, with a position of their own. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
