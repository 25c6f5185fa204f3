package dev.drover.logfile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes eight at a time: the compiler does not do that for loops that end early. */
final class Eight {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x80 * ONES;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final long NEWLINES = '\n' * ONES;

    private Eight() {}

    /** Eight bytes from {@code at} on, the first one lowest. */
    static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Eight times the same byte. */
    static long of(byte value) {
        return (value & 0xff) * ONES;
    }

    /**
     * The high bit of each byte that is the same in both; of bytes behind the first of them perhaps
     * others, too.
     */
    static long same(long bytes, long values) {
        long zeroed = bytes ^ values;
        return zeroed - ONES & ~zeroed & HIGH_BITS;
    }

    /** Which of the eight bytes the lowest bit belongs to. */
    static int first(long bits) {
        return Long.numberOfTrailingZeros(bits) / Byte.SIZE;
    }

    /** The first newline at or after {@code from}, or {@code to}. */
    static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = same(at(bytes, at), NEWLINES);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Behind the last newline before {@code at}, or {@code from}. */
    static int lineStart(byte[] bytes, int from, int at) {
        int start = at;
        for (; start - Long.BYTES >= from; start -= Long.BYTES) {
            long zeroed = at(bytes, start - Long.BYTES) ^ NEWLINES;
            // Exact for each byte, because the last one is wanted.
            long found = ~((zeroed & LOW_BITS) + LOW_BITS | zeroed | LOW_BITS);
            if (found != 0) {
                return start - Long.numberOfLeadingZeros(found) / Byte.SIZE;
            }
        }
        while (start > from && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        long all = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            all |= at(bytes, at);
        }
        for (; at < to; at++) {
            all |= bytes[at];
        }
        return (all & HIGH_BITS) == 0;
    }
}
