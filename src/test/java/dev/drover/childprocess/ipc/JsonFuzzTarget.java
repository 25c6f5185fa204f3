package dev.drover.childprocess.ipc;

import java.util.Arrays;

/**
 * For Jazzer: bytes of a child in {@code json} mode, read in two parts, and what was understood
 * written and read again.
 */
public final class JsonFuzzTarget {

    private JsonFuzzTarget() {}

    /** The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        RecordingReceiver whole = new RecordingReceiver();
        new JsonFraming().decode(bytes, 0, bytes.length, whole);
        RecordingReceiver parts = new RecordingReceiver();
        JsonFraming framing = new JsonFraming();
        int cut = bytes.length / 3;
        framing.decode(bytes, 0, cut, parts);
        framing.decode(bytes, cut, bytes.length - cut, parts);
        require(whole, parts);
        RecordingReceiver again = new RecordingReceiver();
        for (Object message : whole.messages) {
            byte[] line = framing.encode(message);
            new JsonFraming().decode(line, 0, line.length, again);
        }
        if (!again.errors.isEmpty() || again.messages.size() != whole.messages.size()) {
            throw new AssertionError("not read again: " + Arrays.toString(bytes));
        }
    }

    static void require(RecordingReceiver whole, RecordingReceiver parts) {
        if (!whole.errors.equals(parts.errors)
                || whole.broken != parts.broken
                || whole.messages.size() != parts.messages.size()) {
            throw new AssertionError(
                    "in one part %s %s, in two %s %s"
                            .formatted(whole.messages, whole.errors, parts.messages, parts.errors));
        }
    }
}
