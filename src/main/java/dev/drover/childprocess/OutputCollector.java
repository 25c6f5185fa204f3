package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The output of one descriptor of an asynchronous command with Node's limit: the bytes of the text
 * are counted as it comes, the text is cut by characters.
 */
final class OutputCollector {

    private final Encoding encoding;
    private final long maxBuffer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The beginning of a character, or less than base64 can show. */
    private byte[] waiting = new byte[0];

    private boolean ended;
    private boolean stopped;
    private long counted;
    private @Nullable String cut;

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
        if (cut != null) {
            return false;
        }
        if (stopped) {
            return true;
        }
        byte[] come = Arrays.copyOf(waiting, waiting.length + length);
        System.arraycopy(chunk, 0, come, waiting.length, length);
        int whole = encoding.whole(come);
        waiting = Arrays.copyOfRange(come, whole, come.length);
        int before = bytes.size() - (come.length - length);
        bytes.write(chunk, 0, length);
        return count(Arrays.copyOf(come, whole), before);
    }

    /**
     * Nothing follows: what waited counts now.
     *
     * @return false when that is more than allowed
     */
    synchronized boolean end() {
        if (stopped) {
            return true;
        }
        ended = true;
        return cut == null && count(waiting, bytes.size() - waiting.length);
    }

    /** What comes from now on does not count: Node does not listen any longer. */
    synchronized void stop() {
        stopped = true;
    }

    private boolean count(byte[] come, int before) {
        String text = encoding.decode(come);
        long allowed = maxBuffer - counted;
        long size = encoding.size(text, come.length);
        counted += size;
        if (size > allowed) {
            // As many characters of the last part as bytes were left.
            cut =
                    encoding.decode(Arrays.copyOf(bytes.toByteArray(), before))
                            + text.substring(0, (int) Math.min(text.length(), allowed));
        }
        return cut == null;
    }

    /** What came, at most as much as allowed. */
    synchronized Output output() {
        byte[] all = bytes.toByteArray();
        if (cut == null) {
            // What waits is only text once nothing can follow.
            int whole = ended ? all.length : all.length - waiting.length;
            return new Output(encoding.decode(Arrays.copyOf(all, whole)), all);
        }
        return new Output(cut, Arrays.copyOf(all, (int) Math.min(all.length, maxBuffer)));
    }
}
