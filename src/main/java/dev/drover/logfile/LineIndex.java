package dev.drover.logfile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where some lines of the present file of a log begin: every so many, the fewer the longer the file
 * is, at most {@value #MAX_POINTS} of them (512 KB). Safe for use by several threads; one at a time
 * lets it grow.
 */
final class LineIndex {

    static final int MAX_POINTS = 65_536;

    private static final int FIRST_STRIDE = 64;
    private static final int BLOCK = 256 * 1024;

    /** Only while it grows: thousands of logs may wait for their turn, or be counted already. */
    private @Nullable ByteBuffer block;

    private long[] points = new long[256];
    private int count;
    private int stride = FIRST_STRIDE;
    private long base = Long.MIN_VALUE;
    private long scannedTo;
    private long newlines;
    private boolean openLine;

    /**
     * Counts what is new, a block. Points are line beginnings: point i is that of line {@code i *
     * stride}, counted from 0.
     *
     * @return false when nothing was new
     */
    boolean grow(LogBytes bytes) throws IOException {
        long from;
        synchronized (this) {
            if (bytes.base() != base || bytes.last() < scannedTo) {
                restart(bytes.base());
            }
            from = scannedTo;
        }
        if (from >= bytes.last()) {
            block = null;
            return false;
        }
        ByteBuffer into = block == null ? ByteBuffer.allocate(BLOCK) : block.clear();
        int length = bytes.read(from, into);
        block = length < BLOCK ? null : into;
        if (length <= 0) {
            return false;
        }
        synchronized (this) {
            count(into.array(), length);
        }
        return true;
    }

    private void restart(long newBase) {
        base = newBase;
        scannedTo = newBase;
        newlines = 0;
        stride = FIRST_STRIDE;
        points[0] = newBase;
        count = 1;
        openLine = false;
    }

    private void count(byte[] bytes, int length) {
        long next = (long) count * stride;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                newlines++;
                if (newlines == next) {
                    add(scannedTo + i + 1);
                    next = (long) count * stride;
                }
            }
        }
        scannedTo += length;
        openLine = bytes[length - 1] != '\n';
    }

    private void add(long offset) {
        if (count == MAX_POINTS) {
            for (int i = 0; i < MAX_POINTS / 2; i++) {
                points[i] = points[2 * i];
            }
            count = MAX_POINTS / 2;
            stride *= 2;
        }
        if (newlines != (long) count * stride) {
            return;
        }
        if (count == points.length) {
            points = Arrays.copyOf(points, Math.min(MAX_POINTS, 2 * points.length));
        }
        points[count++] = offset;
    }

    /** Lines of the file; 0 while it is not counted up to {@code last}, or was emptied since. */
    synchronized long lines(long last) {
        return count > 0 && scannedTo == last ? newlines + (openLine ? 1 : 0) : 0;
    }

    /** The number, from 1, of the line that holds a byte; 0 when it is not known. */
    long lineAt(LogBytes bytes, long offset) throws IOException {
        long line;
        long from;
        synchronized (this) {
            if (count == 0 || bytes.base() != base || offset < base || offset > scannedTo) {
                return 0;
            }
            int at = Arrays.binarySearch(points, 0, count, offset);
            int point = at >= 0 ? at : -at - 2;
            line = (long) point * stride + 1;
            from = points[point];
        }
        ByteBuffer piece = ByteBuffer.allocate(16 * 1024);
        while (from < offset) {
            piece.clear().limit((int) Math.min(piece.capacity(), offset - from));
            int length = bytes.read(from, piece);
            if (length <= 0) {
                return 0;
            }
            line += newlines(piece.array(), length);
            from += length;
        }
        return line;
    }

    private static int newlines(byte[] bytes, int length) {
        int found = 0;
        for (int i = 0; i < length; i++) {
            found += bytes[i] == '\n' ? 1 : 0;
        }
        return found;
    }

    /**
     * Where a line of this number, from 1, begins; empty when the file has not so many, or was not
     * counted so far.
     */
    OptionalLong offsetOf(LogBytes bytes, long number) throws IOException {
        long missing;
        long from;
        long to;
        synchronized (this) {
            long index = Math.max(0, number - 1);
            if (count == 0 || bytes.base() != base || index > newlines) {
                return OptionalLong.empty();
            }
            int point = (int) Math.min(count - 1, index / stride);
            missing = index - (long) point * stride;
            from = points[point];
            to = scannedTo;
        }
        ByteBuffer piece = ByteBuffer.allocate(16 * 1024);
        while (missing > 0 && from < to) {
            piece.clear();
            int length = bytes.read(from, piece);
            if (length <= 0) {
                return OptionalLong.empty();
            }
            byte[] read = piece.array();
            int i = 0;
            for (; i < length && missing > 0; i++) {
                missing -= read[i] == '\n' ? 1 : 0;
            }
            from += i;
        }
        return missing == 0 ? OptionalLong.of(from) : OptionalLong.empty();
    }
}
