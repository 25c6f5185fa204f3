package dev.drover.childprocess.ipc;

import java.util.Arrays;

/**
 * The bytes of a message that has begun and of which more is to come. It grows with what came,
 * never to what a header claims. Not safe for use by several threads.
 */
final class PartialMessage {

    private static final int FIRST_SIZE = 4096;
    private static final int KEPT_SIZE = 1 << 20;

    private final int maxBytes;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    PartialMessage(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What is there is at the begin of it. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Up to {@code maxBytes} in all, which the caller sees to. */
    void append(byte[] more, int offset, int length) {
        if (size + length > bytes.length) {
            int doubled = (int) Math.min(maxBytes, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(size + length, doubled));
        }
        System.arraycopy(more, offset, bytes, size, length);
        size += length;
    }

    /** Hands the bytes over, until the next ones come, and begins anew. */
    byte[] take() {
        byte[] taken = bytes;
        size = 0;
        if (bytes.length > KEPT_SIZE) {
            bytes = new byte[FIRST_SIZE];
        }
        return taken;
    }

    /** Nothing more is to come. */
    void drop() {
        bytes = new byte[0];
        size = 0;
    }
}
