package dev.drover.childprocess.ipc;

import dev.drover.childprocess.ipc.advanced.DataCloneException;
import dev.drover.childprocess.ipc.advanced.ValueDeserializer;
import dev.drover.childprocess.ipc.advanced.ValueSerializer;

import java.util.Arrays;

/**
 * For Jazzer: bytes of a child in {@code advanced} mode, read in two parts; and the same bytes as
 * one value, which is written and read again.
 */
public final class AdvancedFuzzTarget {

    private static final byte[] HEADER = {(byte) 0xff, 15};

    private AdvancedFuzzTarget() {}

    /** The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        RecordingReceiver whole = new RecordingReceiver();
        new AdvancedFraming().decode(bytes, 0, bytes.length, whole);
        RecordingReceiver parts = new RecordingReceiver();
        AdvancedFraming framing = new AdvancedFraming();
        int cut = bytes.length / 3;
        framing.decode(bytes, 0, cut, parts);
        framing.decode(bytes, cut, bytes.length - cut, parts);
        JsonFuzzTarget.require(whole, parts);
        value(bytes);
    }

    private static void value(byte[] content) {
        byte[] bytes = Arrays.copyOf(HEADER, HEADER.length + content.length);
        System.arraycopy(content, 0, bytes, HEADER.length, content.length);
        Object value;
        try {
            value = ValueDeserializer.deserialize(bytes, 0, bytes.length);
        } catch (DataCloneException e) {
            return;
        }
        byte[] written = ValueSerializer.serialize(value, 0);
        try {
            ValueDeserializer.deserialize(written, 0, written.length);
        } catch (DataCloneException e) {
            throw new AssertionError("not read again: " + Arrays.toString(content), e);
        }
    }
}
