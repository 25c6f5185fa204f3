package dev.drover.logfile;

/** How many bytes decoded text takes in its file. */
public final class Utf8Length {

    private Utf8Length() {}

    /** Of all of {@code text}. */
    public static int of(String text) {
        return of(text, 0, text.length());
    }

    /** Of {@code text[from, to)}, without encoding it: it is asked of each line that comes. */
    public static int of(String text, int from, int to) {
        int bytes = to - from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            // A surrogate is half of a character of four bytes.
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
