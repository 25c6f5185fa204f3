package dev.drover.domain;

/**
 * Text that does nothing to a terminal or a window but appear: no control characters (C0, DEL, C1),
 * no line breaks, no marks that reorder what stands around them (checklist S39).
 */
public final class PlainText {

    private PlainText() {}

    /** True when the text has nothing else in it. */
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpecial(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The text with each other character as JavaScript escapes it in a string. */
    public static String visible(String text) {
        if (is(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(
                        c -> {
                            if (isSpecial(c)) {
                                visible.append("\\u%04x".formatted(c));
                            } else {
                                visible.append((char) c);
                            }
                        });
        return visible.toString();
    }

    private static boolean isSpecial(int c) {
        return Character.isISOControl(c) || c >= 0x061c && isReordering(c);
    }

    private static boolean isReordering(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
