package dev.drover.logfile;

import java.nio.charset.StandardCharsets;

/**
 * A text as bytes, with each letter of ASCII in the other case where that does not matter.
 *
 * @param other the same array where case matters
 */
record TextBytes(byte[] bytes, byte[] other) {

    private static final int CASE_BIT = 0x20;

    /**
     * @param text when case does not matter, in ASCII
     */
    static TextBytes of(String text, boolean matchCase) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TextBytes(bytes, matchCase ? bytes : otherCase(bytes));
    }

    /** The same text with each letter of ASCII in the other case. */
    static byte[] otherCase(byte[] text) {
        byte[] other = text.clone();
        for (int i = 0; i < other.length; i++) {
            int letter = other[i] | CASE_BIT;
            boolean isLetter = letter >= 'a' && letter <= 'z';
            other[i] = (byte) (isLetter ? other[i] ^ CASE_BIT : other[i]);
        }
        return other;
    }

    /** Whether it stands at a place, all of it before {@code to}. */
    boolean stands(byte[] in, int at, int to) {
        if (at + bytes.length > to) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            byte here = in[at + i];
            if (here != bytes[i] && here != other[i]) {
                return false;
            }
        }
        return true;
    }
}
