package dev.drover.ui.logview;

/**
 * The grid of a line: how many cells wide each character is. East Asian characters and emoji take
 * two, combining marks none.
 */
final class Cells {

    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2e80, 0x303e},
        {0x3041, 0x4dbf},
        {0x4e00, 0xa4cf},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe30, 0xfe4f},
        {0xff00, 0xff60},
        {0xffe0, 0xffe6},
        {0x1f300, 0x1f64f},
        {0x1f680, 0x1f6ff},
        {0x1f900, 0x1f9ff},
        {0x20000, 0x3fffd},
    };

    private Cells() {}

    /** True when every character is one cell wide and of the monospace font itself. */
    static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSimple(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isSimple(char c) {
        return c < 0x300 || c >= 0x370 && c < 0x530 || c >= 0x2500 && c < 0x25a0;
    }

    /** Cells of one code point: 0, 1 or 2. */
    static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Cells of the whole text. */
    static int width(String text) {
        return isSimple(text) ? text.length() : cellOf(text, text.length());
    }

    /** The cell at which the character at {@code index} begins. */
    static int cellOf(String text, int index) {
        int cell = 0;
        int i = 0;
        while (i < index && i < text.length()) {
            int codePoint = text.codePointAt(i);
            cell += width(codePoint);
            i += Character.charCount(codePoint);
        }
        return cell;
    }

    /**
     * The index of the character that covers {@code cell}; the length of the text when it is to the
     * right of it.
     */
    static int indexAt(String text, int cell) {
        int reached = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int next = reached + width(codePoint);
            if (next > cell) {
                return i;
            }
            reached = next;
            i += Character.charCount(codePoint);
        }
        return text.length();
    }
}
