package dev.drover.childprocess.value;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A typed array of JavaScript. Not a copy: who changes the bytes changes the array. Node's {@code
 * Buffer} is a {@code byte[]} instead.
 *
 * @param kind which of them
 * @param bytes the elements, little-endian, from position to limit
 */
public record JsTypedArray(Kind kind, ByteBuffer bytes) implements JsValue {

    /** The typed arrays of JavaScript. {@code FLOAT16} is known to Node 24 and later only. */
    public enum Kind {
        INT8(1),
        UINT8(1),
        UINT8_CLAMPED(1),
        INT16(2),
        UINT16(2),
        INT32(4),
        UINT32(4),
        FLOAT16(2),
        FLOAT32(4),
        FLOAT64(8),
        BIG_INT64(8),
        BIG_UINT64(8);

        private final int elementSize;

        Kind(int elementSize) {
            this.elementSize = elementSize;
        }

        /** Bytes of one element. */
        public int elementSize() {
            return elementSize;
        }
    }

    /**
     * Takes the bytes as they are.
     *
     * @throws IllegalArgumentException when they are not a whole number of elements
     */
    public JsTypedArray {
        bytes = bytes.slice();
        if (bytes.remaining() % kind.elementSize != 0) {
            throw new IllegalArgumentException(
                    "%d bytes are not a whole number of elements of %d bytes."
                            .formatted(bytes.remaining(), kind.elementSize));
        }
    }

    /** A {@code Uint8Array} over these bytes. */
    public static JsTypedArray uint8(byte[] bytes) {
        return new JsTypedArray(Kind.UINT8, ByteBuffer.wrap(bytes));
    }

    /** An {@code Int16Array}. */
    public static JsTypedArray of(short... elements) {
        ByteBuffer bytes = littleEndian(Short.BYTES * elements.length);
        bytes.asShortBuffer().put(elements);
        return new JsTypedArray(Kind.INT16, bytes);
    }

    /** An {@code Int32Array}. */
    public static JsTypedArray of(int... elements) {
        ByteBuffer bytes = littleEndian(Integer.BYTES * elements.length);
        bytes.asIntBuffer().put(elements);
        return new JsTypedArray(Kind.INT32, bytes);
    }

    /** A {@code BigInt64Array}. */
    public static JsTypedArray of(long... elements) {
        ByteBuffer bytes = littleEndian(Long.BYTES * elements.length);
        bytes.asLongBuffer().put(elements);
        return new JsTypedArray(Kind.BIG_INT64, bytes);
    }

    /** A {@code Float32Array}. */
    public static JsTypedArray of(float... elements) {
        ByteBuffer bytes = littleEndian(Float.BYTES * elements.length);
        bytes.asFloatBuffer().put(elements);
        return new JsTypedArray(Kind.FLOAT32, bytes);
    }

    /** A {@code Float64Array}. */
    public static JsTypedArray of(double... elements) {
        ByteBuffer bytes = littleEndian(Double.BYTES * elements.length);
        bytes.asDoubleBuffer().put(elements);
        return new JsTypedArray(Kind.FLOAT64, bytes);
    }

    /** The bytes, little-endian, with a position of their own. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How many elements it has. */
    public int length() {
        return bytes.remaining() / kind.elementSize;
    }

    /**
     * One element: an Integer, a Long for {@code UINT32}, a Double, or a BigInteger.
     *
     * @throws IndexOutOfBoundsException when there is no such element
     */
    public Number get(int index) {
        int at = Math.multiplyExact(index, kind.elementSize);
        ByteBuffer data = bytes();
        return switch (kind) {
            case INT8 -> (int) data.get(at);
            case UINT8, UINT8_CLAMPED -> Byte.toUnsignedInt(data.get(at));
            case INT16 -> (int) data.getShort(at);
            case UINT16 -> Short.toUnsignedInt(data.getShort(at));
            case INT32 -> data.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(data.getInt(at));
            case FLOAT16 -> (double) Float.float16ToFloat(data.getShort(at));
            case FLOAT32 -> (double) data.getFloat(at);
            case FLOAT64 -> data.getDouble(at);
            case BIG_INT64 -> BigInteger.valueOf(data.getLong(at));
            case BIG_UINT64 -> new BigInteger(Long.toUnsignedString(data.getLong(at)));
        };
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
