package dev.drover.childprocess.posix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * What a child reads, written with blocking calls. Closing it is the child's end of input; from
 * another thread it ends a waiting write.
 */
final class PipeOutput extends SocketOutput {

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_DONTWAIT = 0x40;

    private final Descriptor socket;

    PipeOutput(Descriptor socket) {
        this.socket = socket;
    }

    /** The descriptor below, for a child that it is given to. */
    Descriptor descriptor() {
        return socket;
    }

    @Override
    int send(MemorySegment buffer) throws IOException {
        if (!socket.acquire()) {
            throw new IOException("The child's input is closed.");
        }
        long result;
        try {
            do {
                result = Blocking.call(() -> send(buffer, MSG_DONTWAIT), () -> send(buffer, 0));
            } while (result == -Errno.EINTR);
        } finally {
            socket.release();
        }
        if (result < 0) {
            throw Errno.exception((int) -result, "Writing to the child");
        }
        return (int) result;
    }

    private long send(MemorySegment buffer, int flags) {
        return Libc.send(socket.fd(), buffer.address(), buffer.byteSize(), MSG_NOSIGNAL | flags);
    }

    @Override
    public void close() {
        socket.close();
    }
}
