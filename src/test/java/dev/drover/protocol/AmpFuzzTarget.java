package dev.drover.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** For Jazzer: bytes of a client, read in two parts, and what came out written and read again. */
public final class AmpFuzzTarget {

    private AmpFuzzTarget() {}

    /** The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        List<AmpFrame> whole = new ArrayList<>();
        List<AmpFrame> parts = new ArrayList<>();
        boolean refused = read(whole, bytes);
        int cut = bytes.length / 3;
        byte[] first = java.util.Arrays.copyOf(bytes, cut);
        byte[] rest = java.util.Arrays.copyOfRange(bytes, cut, bytes.length);
        boolean refusedParts = read(parts, first, rest);
        // What came before the fault in the same read is not handed out.
        if (refused != refusedParts || (!refused && whole.size() != parts.size())) {
            throw new AssertionError("in one part %s, in two %s".formatted(whole, parts));
        }
        for (AmpFrame frame : whole) {
            for (byte[] argument : frame.arguments()) {
                try {
                    AmpArgument.decode(argument);
                } catch (ProtocolException _) {
                    // Refused, which is an answer.
                    continue;
                }
            }
        }
    }

    private static boolean read(List<AmpFrame> frames, byte[]... parts) {
        AmpDecoder decoder = new AmpDecoder();
        try {
            for (byte[] part : parts) {
                frames.addAll(decoder.feed(ByteBuffer.wrap(part)));
            }
            return false;
        } catch (ProtocolException _) {
            return true;
        }
    }
}
