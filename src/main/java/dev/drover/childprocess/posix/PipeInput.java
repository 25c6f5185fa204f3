package dev.drover.childprocess.posix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * What a child writes, read with blocking calls. Closes itself at the end of the stream; closing it
 * from another thread ends a waiting read, an interrupt does not.
 */
final class PipeInput extends SocketInput {

    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;

    private final PipeEnd end;
    private final Descriptor socket;

    PipeInput(PipeEnd end) {
        this.end = end;
        this.socket = end.socket();
        PipeEnd.closeWhenUnreachable(this, end);
    }

    /** The descriptor below, for a child that it is given to. */
    Descriptor descriptor() {
        return socket;
    }

    /** True when it was closed because there will never be anything to read. */
    boolean isDrained() {
        return end.isDrained();
    }

    @Override
    int receive(MemorySegment buffer) throws IOException {
        if (!socket.acquire()) {
            return 0;
        }
        long result;
        try {
            do {
                result = Blocking.call(() -> recv(buffer, MSG_DONTWAIT), () -> recv(buffer, 0));
            } while (result == -Errno.EINTR);
        } finally {
            socket.release();
        }
        if (result < 0) {
            throw Errno.exception((int) -result, "Reading from the child");
        }
        if (result == 0) {
            close();
        }
        return (int) result;
    }

    private long recv(MemorySegment buffer, int flags) {
        return Libc.recv(socket.fd(), buffer.address(), buffer.byteSize(), flags);
    }

    /** What can be read without waiting, as far as one read takes it. */
    @Override
    public int available() {
        if (!socket.acquire()) {
            return 0;
        }
        try (PooledBuffer buffer = PooledBuffer.take()) {
            return (int) Math.max(0, recv(buffer.segment(), MSG_PEEK | MSG_DONTWAIT));
        } finally {
            socket.release();
        }
    }

    @Override
    public void close() {
        end.close();
    }
}
