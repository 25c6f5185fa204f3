package dev.drover.logfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a text in bytes (Horspool): it looks at one byte for each {@code length} of them as long as
 * nothing fits. Immutable.
 */
final class ByteFinder {

    private static final int CASE_BIT = 0x20;

    private final byte[] text;
    private final byte[] other;
    private final int[] skip = new int[256];

    /**
     * @param text not empty; when case does not matter, in ASCII
     */
    ByteFinder(String text, boolean matchCase) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        other = this.text.clone();
        for (int i = 0; i < other.length && !matchCase; i++) {
            int letter = other[i] | CASE_BIT;
            boolean isLetter = letter >= 'a' && letter <= 'z';
            other[i] = (byte) (isLetter ? other[i] ^ CASE_BIT : other[i]);
        }
        int last = this.text.length - 1;
        Arrays.fill(skip, this.text.length);
        for (int i = 0; i < last; i++) {
            skip[this.text[i] & 0xff] = last - i;
            skip[other[i] & 0xff] = last - i;
        }
    }

    /** True when a text can be looked for without regard to case. */
    static boolean canFold(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    int length() {
        return text.length;
    }

    /** The first place at or after {@code from} where it stands before {@code to}; or -1. */
    int find(byte[] bytes, int from, int to) {
        int last = text.length - 1;
        byte end = text[last];
        byte otherEnd = other[last];
        int[] skips = skip;
        for (int at = from + last; at < to; at += skips[bytes[at] & 0xff]) {
            byte here = bytes[at];
            if ((here == end || here == otherEnd) && stands(bytes, at - last)) {
                return at - last;
            }
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
