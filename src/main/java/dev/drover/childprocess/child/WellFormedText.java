package dev.drover.childprocess.child;

import java.nio.charset.StandardCharsets;

/**
 * JavaScript's {@code toWellFormed}: half characters become U+FFFD, as Node gives them to a child.
 */
public final class WellFormedText {

    private static final char REPLACEMENT = '\ufffd';

    private WellFormedText() {}

    /** The bytes of the text made well formed, in UTF-8. */
    public static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            // Java writes it for half a character. Bytes are looked at, not characters: much less
            // work for the interpreter, in which the first starts of a supervisor run.
            if (b == '?') {
                return of(text).getBytes(StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    /** The text itself when it is well formed. */
    public static String of(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair =
                    i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (pair) {
                i++;
                continue;
            }
            if (changed == null) {
                changed = new StringBuilder(text);
            }
            changed.setCharAt(i, REPLACEMENT);
        }
        return changed == null ? text : changed.toString();
    }
}
