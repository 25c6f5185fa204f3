package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Lets a thread wait for a socket until it is ready or closed here. The socket may not be shut down
 * to wake the thread up, for it may be another program's too.
 */
final class Readiness {

    static final short TO_READ = 1;
    static final short TO_WRITE = 4;

    private static final int CLOEXEC_NONBLOCK = 0x80800;
    private static final int ENTRY_SIZE = 8;

    private final Descriptor socket;
    private @Nullable Descriptor wake;

    Readiness(Descriptor socket) {
        this.socket = socket;
    }

    /**
     * Waits; the caller has acquired the socket.
     *
     * @return false when the socket was closed here
     */
    boolean await(short events) throws IOException {
        Descriptor waker = waker();
        if (!waker.acquire()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(2 * ENTRY_SIZE, 8);
            both.set(JAVA_INT, 0, socket.fd());
            both.set(JAVA_SHORT, 4, events);
            both.set(JAVA_INT, ENTRY_SIZE, waker.fd());
            both.set(JAVA_SHORT, ENTRY_SIZE + 4, TO_READ);
            long result;
            do {
                result = Blocking.call(() -> -Errno.EAGAIN, () -> Libc.poll(both.address(), 2, -1));
            } while (result == -Errno.EINTR && socket.isOpen());
            return socket.isOpen();
        } finally {
            waker.release();
        }
    }

    private synchronized Descriptor waker() throws IOException {
        Descriptor opened = wake;
        if (opened == null) {
            opened = new Descriptor(Errno.check(Libc.eventfd(0, CLOEXEC_NONBLOCK), "eventfd"));
            wake = opened;
            if (!socket.isOpen()) {
                opened.closeShared();
            }
        }
        return opened;
    }

    /** Wakes all who wait; to be called after the socket was closed. */
    synchronized void close() {
        if (wake != null && wake.acquire()) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment one = arena.allocate(JAVA_LONG);
                one.set(JAVA_LONG, 0, 1);
                Libc.write(wake.fd(), one.address(), Long.BYTES);
            }
            wake.closeShared();
            wake.release();
        }
    }
}
