package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;

/** One {@code msghdr} with one buffer and room for the descriptors that travel beside its bytes. */
final class AncillaryData {

    private static final int HEADER_SIZE = 56;
    private static final int IOV_AT = 16;
    private static final int IOV_COUNT_AT = 24;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_SIZE_AT = 40;
    private static final int CONTROL_HEADER_SIZE = 16;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;

    /** The most that the kernel passes at once. */
    private static final int MAX_DESCRIPTORS = 253;

    private static final int CONTROL_SIZE = CONTROL_HEADER_SIZE + 4 * MAX_DESCRIPTORS + 4;

    private final MemorySegment header;
    private final MemorySegment vector;
    private final MemorySegment control;

    AncillaryData(Arena arena) {
        header = arena.allocate(HEADER_SIZE, 8);
        vector = arena.allocate(16, 8);
        control = arena.allocate(CONTROL_SIZE, 8);
    }

    /** Makes it ready to receive into a buffer; the address of the {@code msghdr}. */
    long toReceive(MemorySegment buffer) {
        return fill(buffer, CONTROL_SIZE);
    }

    /** Makes it ready to send a buffer with descriptors; the address of the {@code msghdr}. */
    long toSend(MemorySegment buffer, int... fds) {
        if (fds.length == 0) {
            return fill(buffer, 0);
        }
        int length = CONTROL_HEADER_SIZE + 4 * fds.length;
        control.set(JAVA_LONG, 0, length);
        control.set(JAVA_INT, 8, SOL_SOCKET);
        control.set(JAVA_INT, 12, SCM_RIGHTS);
        for (int i = 0; i < fds.length; i++) {
            control.set(JAVA_INT, CONTROL_HEADER_SIZE + 4L * i, fds[i]);
        }
        return fill(buffer, (length + 7) & ~7);
    }

    private long fill(MemorySegment buffer, long controlSize) {
        header.fill((byte) 0);
        vector.set(JAVA_LONG, 0, buffer.address());
        vector.set(JAVA_LONG, 8, buffer.byteSize());
        header.set(JAVA_LONG, IOV_AT, vector.address());
        header.set(JAVA_LONG, IOV_COUNT_AT, 1);
        header.set(JAVA_LONG, CONTROL_AT, control.address());
        header.set(JAVA_LONG, CONTROL_SIZE_AT, controlSize);
        return header.address();
    }

    /** Hands over what was received, in its order; the taker owns it. */
    void descriptors(IntConsumer taker) {
        long end = header.get(JAVA_LONG, CONTROL_SIZE_AT);
        long at = 0;
        while (at + CONTROL_HEADER_SIZE <= end) {
            long length = control.get(JAVA_LONG, at);
            if (length < CONTROL_HEADER_SIZE) {
                return;
            }
            if (control.get(JAVA_INT, at + 8) == SOL_SOCKET
                    && control.get(JAVA_INT, at + 12) == SCM_RIGHTS) {
                for (long i = CONTROL_HEADER_SIZE; i + 4 <= length; i += 4) {
                    taker.accept(control.get(JAVA_INT, at + i));
                }
            }
            at += (length + 7) & ~7L;
        }
    }
}
