package dev.drover.client.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last few kilobytes of a stream that has no end. Safe for use by several threads. */
final class TailBuffer {

    private static final int KEPT = 8 << 10;

    private byte[] bytes = {};

    synchronized void add(byte[] more, int count) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(more, 0, joined, bytes.length, count);
        bytes = Arrays.copyOfRange(joined, Math.max(0, joined.length - KEPT), joined.length);
    }

    @Override
    public synchronized String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
