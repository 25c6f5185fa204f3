package dev.drover.childprocess.posix;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * What a child writes, read with blocking calls. Closes itself at the end of the stream; closing it
 * from another thread ends a waiting read, an interrupt does not.
 */
final class PipeInput extends InputStream {

    private static final int MAX_READ = 64 << 10;
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
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!socket.acquire()) {
            return -1;
        }
        long result;
        try (Arena arena = Arena.ofConfined()) {
            int size = Math.min(length, MAX_READ);
            MemorySegment buffer = arena.allocate(size);
            do {
                result =
                        Blocking.call(
                                () -> Libc.recv(socket.fd(), buffer.address(), size, MSG_DONTWAIT),
                                () -> Libc.recv(socket.fd(), buffer.address(), size, 0));
            } while (result == -Errno.EINTR);
            if (result > 0) {
                MemorySegment.copy(buffer, 0, MemorySegment.ofArray(bytes), offset, result);
            }
        } finally {
            socket.release();
        }
        if (result < 0) {
            throw Errno.exception((int) -result, "Reading from the child");
        }
        if (result == 0) {
            close();
            return -1;
        }
        return (int) result;
    }

    /** What can be read without waiting, as far as one read takes it. */
    @Override
    public int available() {
        if (!socket.acquire()) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MAX_READ);
            long ready =
                    Libc.recv(socket.fd(), buffer.address(), MAX_READ, MSG_PEEK | MSG_DONTWAIT);
            return (int) Math.max(0, ready);
        } finally {
            socket.release();
        }
    }

    @Override
    public void close() {
        end.close();
    }
}
