package dev.drover.childprocess.value;

import java.nio.ByteBuffer;

/**
 * JavaScript's {@code DataView}. Not a copy: who changes the bytes changes the view.
 *
 * @param bytes what it shows, from position to limit
 */
public record JsDataView(ByteBuffer bytes) implements JsValue {

    /** Takes the bytes as they are. */
    public JsDataView {
        bytes = bytes.slice();
    }

    /** The bytes, big-endian as DataView's own default, with a position of their own. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }
}
