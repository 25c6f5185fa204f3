package dev.drover.logfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a text in bytes (Horspool): it looks at one byte for each {@code length} of them as long as
 * nothing fits. Immutable.
 */
final class ByteFinder implements Finder {

    private final byte[] text;
    private final byte[] other;
    private final int[] skip = new int[256];

    /** The same, but 0 where the text may end. */
    private final int[] jump;

    /**
     * @param text not empty; when case does not matter, in ASCII
     */
    ByteFinder(String text, boolean matchCase) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        other = matchCase ? this.text : TextBytes.otherCase(this.text);
        int last = this.text.length - 1;
        Arrays.fill(skip, this.text.length);
        for (int i = 0; i < last; i++) {
            skip[this.text[i] & 0xff] = last - i;
            skip[other[i] & 0xff] = last - i;
        }
        jump = skip.clone();
        jump[this.text[last] & 0xff] = 0;
        jump[other[last] & 0xff] = 0;
    }

    @Override
    public int find(byte[] bytes, int from, int to) {
        int last = text.length - 1;
        int[] jumps = jump;
        int at = from + last;
        while (at < to) {
            int here = bytes[at] & 0xff;
            int distance = jumps[here];
            if (distance == 0) {
                if (stands(bytes, at - last)) {
                    return at - last;
                }
                distance = skip[here];
            }
            at += distance;
        }
        return -1;
    }

    private boolean stands(byte[] bytes, int at) {
        for (int i = text.length - 2; i >= 0; i--) {
            byte here = bytes[at + i];
            if (here != text[i] && here != other[i]) {
                return false;
            }
        }
        return true;
    }
}
