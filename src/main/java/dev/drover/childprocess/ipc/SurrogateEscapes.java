package dev.drover.childprocess.ipc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The escapes of surrogates in a JSON text. {@code JSON.stringify} writes half a character as such
 * an escape, in names too, where Jackson refuses it; the half character itself it reads.
 */
final class SurrogateEscapes {

    private static final String ESCAPE = "\\u";
    private static final int LENGTH = 6;

    private SurrogateEscapes() {}

    /** The text with all of them replaced by what they stand for; empty when it has none. */
    static Optional<String> replaced(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        StringBuilder changed = new StringBuilder(text.length());
        int copied = 0;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
            if (isSurrogate(text, at)) {
                changed.append(text, copied, at);
                changed.append((char) HexFormat.fromHexDigits(text, at + 2, at + LENGTH));
                at += LENGTH;
                copied = at;
            } else {
                // The character behind a backslash begins no other escape.
                at += 2;
            }
        }
        return copied == 0
                ? Optional.empty()
                : Optional.of(changed.append(text, copied, text.length()).toString());
    }

    /** {@code \}{@code uD800} to {@code \}{@code uDFFF}. */
    private static boolean isSurrogate(String text, int at) {
        return at + LENGTH <= text.length()
                && text.startsWith(ESCAPE, at)
                && (text.charAt(at + 2) | 0x20) == 'd'
                && "89abcdefABCDEF".indexOf(text.charAt(at + 3)) >= 0
                && HexFormat.isHexDigit(text.charAt(at + 4))
                && HexFormat.isHexDigit(text.charAt(at + 5));
    }
}
