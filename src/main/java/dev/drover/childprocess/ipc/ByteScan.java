package dev.drover.childprocess.ipc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes eight at a time: the compiler does not do that for loops that end early. */
final class ByteScan {

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x80 * ONES;

    private ByteScan() {}

    /** The first newline from {@code start} on, or {@code end}. */
    static int newline(byte[] bytes, int start, int end) {
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long zeroed = (long) EIGHT.get(bytes, at) ^ '\n' * ONES;
            long found = zeroed - ONES & ~zeroed & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    static boolean isAscii(byte[] bytes, int start, int end) {
        long all = 0;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            all |= (long) EIGHT.get(bytes, at);
        }
        for (; at < end; at++) {
            all |= bytes[at];
        }
        return (all & HIGH_BITS) == 0;
    }

    /** Whether it is ASCII that a JSON string holds without an escape. */
    static boolean isPlain(byte[] bytes, int start, int end) {
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long control = eight - ' ' * ONES;
            long quote = (eight ^ '"' * ONES) - ONES;
            long backslash = (eight ^ '\\' * ONES) - ONES;
            if (((eight | control | quote | backslash) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b < ' ' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }
}
