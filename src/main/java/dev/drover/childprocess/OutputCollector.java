package dev.drover.childprocess;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The output of one descriptor of an asynchronous command with Node's limit: bytes are counted, the
 * text is cut by characters.
 */
final class OutputCollector {

    private final Encoding encoding;
    private final long maxBuffer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long beforeLast;
    private boolean exceeded;

    OutputCollector(Encoding encoding, long maxBuffer) {
        this.encoding = encoding;
        this.maxBuffer = maxBuffer;
    }

    /**
     * Takes what was read.
     *
     * @return false when that is more than allowed; nothing is to follow
     */
    synchronized boolean add(byte[] chunk, int length) {
        if (exceeded) {
            return false;
        }
        beforeLast = bytes.size();
        bytes.write(chunk, 0, length);
        exceeded = bytes.size() > maxBuffer;
        return !exceeded;
    }

    /** What came, at most as much as allowed. */
    synchronized Output output() {
        byte[] all = bytes.toByteArray();
        String text = encoding.decode(all);
        if (!exceeded) {
            return new Output(text, all);
        }
        byte[] before = Arrays.copyOf(all, (int) beforeLast);
        // As many characters of the last chunk as bytes were left.
        long characters = encoding.decode(before).length() + maxBuffer - beforeLast;
        return new Output(
                text.substring(0, (int) Math.min(text.length(), characters)),
                Arrays.copyOf(all, (int) maxBuffer));
    }
}
