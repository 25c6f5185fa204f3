package dev.drover.protocol;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Bytes that grow: JSON text, and the frame around it. Not safe for use by several threads. */
public final class JsonOutput {

    private static final double MAX_SAFE_INTEGER = 9007199254740991d;
    private static final int LONGEST_NUMBER = 20;

    /** More than whatever was read has, with what is written around it. */
    private static final int DEEPEST = 2 * Json.MAX_DEPTH;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** By byte: whether it does not stand for itself, or may not. */
    private static final boolean[] SPECIAL = specialBytes();

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private byte[] bytes;
    private int size;
    private int depth;

    private static boolean[] specialBytes() {
        boolean[] special = new boolean[256];
        Arrays.fill(special, 0, ' ', true);
        Arrays.fill(special, 0x7f, special.length, true);
        for (char c : new char[] {'"', '\\', '?'}) {
            special[c] = true;
        }
        return special;
    }

    /**
     * @param capacity bytes for which room is made at once
     */
    public JsonOutput(int capacity) {
        bytes = new byte[capacity];
    }

    /** Something that knows better than a tree of values how its JSON text is written. */
    @FunctionalInterface
    public interface Source {
        /** Writes exactly one JSON value. */
        void writeTo(JsonOutput out);
    }

    /** Bytes so far. */
    public int size() {
        return size;
    }

    /** A view of what was written, of use until more is. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Makes room for this many bytes more. */
    public void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }

    /** Writes bytes as they are. */
    public void raw(byte[] text) {
        raw(text, text.length);
    }

    /** Writes the first bytes of an array as they are. */
    public void raw(byte[] text, int length) {
        raw(text, 0, length);
    }

    private void raw(byte[] text, int from, int length) {
        reserve(length);
        System.arraycopy(text, from, bytes, size, length);
        size += length;
    }

    /** Writes one byte as it is. */
    public void raw(char ascii) {
        if (size == bytes.length) {
            reserve(1);
        }
        bytes[size++] = (byte) ascii;
    }

    /** Writes four bytes, the highest first. */
    void int32(int value) {
        reserve(4);
        size += 4;
        int32At(size - 4, value);
    }

    void int32At(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException when it is neither JSON-shaped nor a {@link Source}
     */
    public void value(@Nullable Object value) {
        // No pattern switch: making its call site takes a millisecond of a start.
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Integer || value instanceof Long) {
            number(((Number) value).longValue());
        } else if (value == null) {
            raw(NULL);
        } else if (value instanceof Boolean flag) {
            raw(flag ? TRUE : FALSE);
        } else if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value instanceof Iterable<?> list) {
            list(list);
        } else if (value instanceof Source source) {
            source.writeTo(this);
        } else if (value instanceof Number number) {
            ascii(number.toString());
        } else {
            throw new IllegalArgumentException(
                    "Not a JSON-shaped value: " + value.getClass().getName());
        }
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Writes a whole number. */
    public void number(long number) {
        if (number == Long.MIN_VALUE) {
            ascii(Long.toString(number));
            return;
        }
        reserve(LONGEST_NUMBER);
        long left = Math.abs(number);
        int digits = 1;
        for (long rest = left; rest >= 10; rest /= 10) {
            digits++;
        }
        if (number < 0) {
            bytes[size++] = '-';
        }
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        size += digits;
    }

    /** As JavaScript prints numbers: no fraction for whole ones, null for what JSON lacks. */
    public void number(double number) {
        if (!Double.isFinite(number)) {
            raw(NULL);
        } else if (number == Math.rint(number) && Math.abs(number) <= MAX_SAFE_INTEGER) {
            number((long) number);
        } else {
            ascii(Double.toString(number));
        }
    }

    /** Lists and maps in each other, one that holds itself among them. */
    private void deeper() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "A value has more than %d lists and maps in each other.".formatted(DEEPEST));
        }
    }

    private void map(Map<?, ?> map) {
        deeper();
        raw('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                raw(',');
            }
            first = false;
            string(String.valueOf(entry.getKey()));
            raw(':');
            value(entry.getValue());
        }
        raw('}');
        depth--;
    }

    private void list(Iterable<?> list) {
        deeper();
        raw('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                raw(',');
            }
            first = false;
            value(element);
        }
        raw(']');
        depth--;
    }

    private void string(String string) {
        // Bytes are looked at and not characters, and Latin-1 is copied as it is, because that is
        // much less work for the interpreter, in which the first answers of a supervisor are
        // written, and for the quick compiler.
        byte[] text = string.getBytes(StandardCharsets.ISO_8859_1);
        int special = nextSpecial(text, 0);
        if (special == text.length) {
            reserve(text.length + 2);
            bytes[size++] = '"';
            raw(text);
            raw('"');
        } else if (text.length == string.length()) {
            oneByteEach(string, text, special);
        } else {
            escaped(string);
        }
    }

    /**
     * The first byte that does not stand for itself; a question mark may not, which Java writes for
     * what Latin-1 lacks.
     */
    private static int nextSpecial(byte[] text, int from) {
        boolean[] special = SPECIAL;
        for (int i = from; i < text.length; i++) {
            if (special[text[i] & 0xff]) {
                return i;
            }
        }
        return text.length;
    }

    /**
     * Most of what services write: plain text between the ends of its lines, copied at once.
     *
     * @param text a byte for each character of {@code string}
     */
    private void oneByteEach(String string, byte[] text, int firstSpecial) {
        reserve(text.length + text.length / 32 + 8);
        bytes[size++] = '"';
        int from = 0;
        for (int at = firstSpecial; at < text.length; at = nextSpecial(text, from)) {
            raw(text, from, at - from);
            special(string, at);
            from = at + 1;
        }
        raw(text, from, text.length - from);
        raw('"');
    }

    private void escaped(String string) {
        int length = string.length();
        reserve(length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                if (size == bytes.length) {
                    reserve(length - i + 1);
                }
                bytes[size++] = (byte) c;
            } else {
                i += special(string, i);
            }
        }
        raw('"');
    }

    /**
     * Writes the character at {@code index}, which is not plain.
     *
     * @return how many further characters were written with it
     */
    private int special(String string, int index) {
        char c = string.charAt(index);
        reserve(6);
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            case '\b' -> escape('b');
            case '\f' -> escape('f');
            default -> {
                if (Character.isHighSurrogate(c)
                        && index + 1 < string.length()
                        && Character.isLowSurrogate(string.charAt(index + 1))) {
                    utf8(Character.toCodePoint(c, string.charAt(index + 1)));
                    return 1;
                }
                if (c < ' ' || Character.isSurrogate(c)) {
                    codeUnit(c);
                } else {
                    utf8(c);
                }
            }
        }
        return 0;
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) c;
    }

    private void codeUnit(char c) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[c >> shift & 0xf];
        }
    }

    private void utf8(int point) {
        if (point < 0x80) {
            bytes[size++] = (byte) point;
        } else if (point < 0x800) {
            bytes[size++] = (byte) (0xc0 | point >> 6);
            continuation(point);
        } else if (point < 0x10000) {
            bytes[size++] = (byte) (0xe0 | point >> 12);
            continuation(point >> 6);
            continuation(point);
        } else {
            bytes[size++] = (byte) (0xf0 | point >> 18);
            continuation(point >> 12);
            continuation(point >> 6);
            continuation(point);
        }
    }

    private void continuation(int bits) {
        bytes[size++] = (byte) (0x80 | bits & 0x3f);
    }
}
