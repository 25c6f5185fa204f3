package dev.drover.childprocess.ipc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow, in UTF-8. Strings are copied whole and looked at eight bytes at a time; only
 * what has to be escaped or is not ASCII is written by the character.
 */
final class JsonOutput {

    private static final int FIRST_SIZE = 256;
    private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

    /** What one character takes at most: an escape with four digits. */
    private static final int MAX_CHARACTER = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void put(char ascii) {
        require(1);
        bytes[size++] = (byte) ascii;
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies without a new array.
    void put(String ascii) {
        require(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
    }

    /** A string in quotes, with what {@code JSON.stringify} escapes. */
    void putString(String text) {
        put('"');
        if (!putPlain(text)) {
            putEscaped(text);
        }
        put('"');
    }

    /** Writes all of it as it is; false, and nothing is written, when something is not plain. */
    @SuppressWarnings("deprecation") // As above.
    private boolean putPlain(String text) {
        int length = text.length();
        require(length);
        text.getBytes(0, length, bytes, size);
        // What is beyond Latin-1 was cut to a byte; equals() sees that without looking at each.
        if (!ByteScan.isPlain(bytes, size, size + length)
                || !text.equals(new String(bytes, size, length, StandardCharsets.ISO_8859_1))) {
            return false;
        }
        size += length;
        return true;
    }

    private void putEscaped(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            require(MAX_CHARACTER);
            if (c >= 0x80) {
                i += putWide(text, i, c);
            } else if (c >= ' ' && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else {
                putControl(c);
            }
        }
    }

    private void putControl(char c) {
        switch (c) {
            case '"', '\\' -> putShort(c);
            case '\n' -> putShort('n');
            case '\r' -> putShort('r');
            case '\t' -> putShort('t');
            case '\b' -> putShort('b');
            case '\f' -> putShort('f');
            default -> putUnicode(c);
        }
    }

    private void putShort(char letter) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) letter;
    }

    private void putUnicode(char c) {
        putShort('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 0xf];
        }
    }

    /** What is not ASCII; a lone surrogate has no UTF-8. Returns how many more it has taken. */
    private int putWide(String text, int index, char c) {
        if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | c >> 6);
        } else if (!Character.isSurrogate(c)) {
            bytes[size++] = (byte) (0xe0 | c >> 12);
            putContinued(c >> 6);
        } else {
            int codePoint = text.codePointAt(index);
            if (codePoint == c) {
                putUnicode(c);
                return 0;
            }
            bytes[size++] = (byte) (0xf0 | codePoint >> 18);
            putContinued(codePoint >> 12);
            putContinued(codePoint >> 6);
            putContinued(codePoint);
            return 1;
        }
        putContinued(c);
        return 0;
    }

    private void putContinued(int bits) {
        bytes[size++] = (byte) (0x80 | bits & 0x3f);
    }

    private void require(int more) {
        if (more <= bytes.length - size) {
            return;
        }
        if (more > MAX_SIZE - size) {
            throw new IllegalArgumentException(
                    "A message is larger than 2 GiB, the limit of the json serialization.");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(size + more, 2L * size)));
    }
}
