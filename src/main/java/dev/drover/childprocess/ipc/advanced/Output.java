package dev.drover.childprocess.ipc.advanced;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. Node's children on this machine use its byte order; all we run on is little. */
final class Output {

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_SIZE = 256;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Leaves bytes free in front. */
    Output(int reserved) {
        size = reserved;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void put(int value) {
        require(1);
        bytes[size++] = (byte) value;
    }

    void putVarint(long value) {
        require(10);
        long rest = value;
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void putZigzag(int value) {
        putVarint(Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    void putDouble(double value) {
        require(Double.BYTES);
        DOUBLE.set(bytes, size, value);
        size += Double.BYTES;
    }

    void putBytes(byte[] value) {
        require(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void putBytes(ByteBuffer value) {
        int length = value.remaining();
        require(length);
        value.duplicate().get(bytes, size, length);
        size += length;
    }

    /** A string in the form that V8 would choose: Latin-1 when that holds it, else UTF-16. */
    void putString(String text) {
        if (putLatin1(text)) {
            return;
        }
        int length = text.length();
        long byteLength = 2L * length;
        if (((size + 1 + varintSize(byteLength)) & 1) != 0) {
            put(Tag.PADDING);
        }
        put(Tag.TWO_BYTE_STRING);
        putVarint(byteLength);
        require(byteLength);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            bytes[size++] = (byte) c;
            bytes[size++] = (byte) (c >> 8);
        }
    }

    /** False, and nothing is written, when Latin-1 does not hold it. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is Latin-1 without a copy.
    private boolean putLatin1(String text) {
        int before = size;
        int length = text.length();
        put(Tag.ONE_BYTE_STRING);
        putVarint(length);
        require(length);
        text.getBytes(0, length, bytes, size);
        // What is beyond Latin-1 was cut to a byte; equals() sees that without looking at each.
        if (!text.equals(new String(bytes, size, length, StandardCharsets.ISO_8859_1))) {
            size = before;
            return false;
        }
        size += length;
        return true;
    }

    private static int varintSize(long value) {
        return value < 0x80 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7;
    }

    private void require(long more) {
        long needed = size + more;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "A message is larger than 2 GiB, the limit of the advanced serialization.");
        }
        int doubled = (int) Math.min(Integer.MAX_VALUE - 16, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
}
