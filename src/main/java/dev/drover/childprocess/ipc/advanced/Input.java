package dev.drover.childprocess.ipc.advanced;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to read; whoever reads beyond the end gets the exception, before anything is allocated. */
final class Input {

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_VARINT_SHIFT = 28;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    Input(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.start = offset;
        this.position = offset;
        this.end = offset + length;
    }

    int remaining() {
        return end - position;
    }

    DataCloneException error(String what) {
        return new DataCloneException(what, position - start);
    }

    int next() throws DataCloneException {
        if (position >= end) {
            throw error("The value ends too early");
        }
        return bytes[position++] & 0xff;
    }

    /** The next tag, with the padding before it skipped. */
    int nextTag() throws DataCloneException {
        int tag;
        do {
            tag = next();
        } while (tag == Tag.PADDING);
        return tag;
    }

    /** Takes the next tag when it is the given one. */
    boolean skip(int tag) {
        while (position < end && bytes[position] == Tag.PADDING) {
            position++;
        }
        if (position < end && (bytes[position] & 0xff) == tag) {
            position++;
            return true;
        }
        return false;
    }

    /** An unsigned number of 32 bits; what is above them is dropped. */
    long nextVarint() throws DataCloneException {
        long value = 0;
        int group;
        int shift = 0;
        do {
            group = next();
            if (shift <= MAX_VARINT_SHIFT) {
                value |= (long) (group & 0x7f) << shift;
                shift += 7;
            }
        } while ((group & 0x80) != 0);
        return value & 0xffff_ffffL;
    }

    int nextZigzag() throws DataCloneException {
        int value = (int) nextVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    double nextDouble() throws DataCloneException {
        requireMore(Double.BYTES);
        double value = (double) DOUBLE.get(bytes, position);
        position += Double.BYTES;
        return Double.isNaN(value) ? Double.NaN : value;
    }

    /** A length that so many bytes must follow. */
    int nextLength() throws DataCloneException {
        long length = nextVarint();
        requireMore(length);
        return (int) length;
    }

    byte[] nextBytes(int length) throws DataCloneException {
        requireMore(length);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    String nextText(Charset charset) throws DataCloneException {
        int length = nextLength();
        if (charset == StandardCharsets.UTF_16LE) {
            return twoByteText(length);
        }
        String text = new String(bytes, position, length, charset);
        position += length;
        return text;
    }

    /** The charset would replace lone surrogates. */
    private String twoByteText(int length) throws DataCloneException {
        if ((length & 1) != 0) {
            throw error("A two-byte string has half a character");
        }
        char[] text = new char[length / 2];
        for (int i = 0; i < text.length; i++, position += 2) {
            text[i] = (char) (bytes[position] & 0xff | bytes[position + 1] << 8);
        }
        return new String(text);
    }

    BigInteger nextBigInt() throws DataCloneException {
        long bits = nextVarint();
        boolean negative = (bits & 1) != 0;
        long length = bits >>> 1;
        if (length % Long.BYTES != 0) {
            throw error("A BigInt has an incomplete digit");
        }
        requireMore(length);
        byte[] digits = nextBytes((int) length);
        for (int low = 0, high = digits.length - 1; low < high; low++, high--) {
            byte swapped = digits[low];
            digits[low] = digits[high];
            digits[high] = swapped;
        }
        BigInteger value = new BigInteger(1, digits);
        if (negative && value.signum() == 0) {
            throw error("A BigInt is a negative zero");
        }
        return negative ? value.negate() : value;
    }

    private void requireMore(long count) throws DataCloneException {
        if (count > remaining()) {
            throw error("A length of %d is more than what follows".formatted(count));
        }
    }
}
