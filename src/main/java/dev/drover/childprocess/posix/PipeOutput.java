package dev.drover.childprocess.posix;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * What a child reads, written with blocking calls. Closing it is the child's end of input; from
 * another thread it ends a waiting write.
 */
final class PipeOutput extends OutputStream {

    private static final int MAX_WRITE = 64 << 10;
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
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!socket.acquire()) {
            throw new IOException("The child's input is closed.");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.clamp(length, 1, MAX_WRITE));
            for (int done = 0; done < length; ) {
                int part = Math.min(length - done, MAX_WRITE);
                MemorySegment.copy(
                        MemorySegment.ofArray(bytes), (long) offset + done, buffer, 0, part);
                long result =
                        Blocking.call(
                                () -> send(buffer, part, MSG_DONTWAIT),
                                () -> send(buffer, part, 0));
                if (result < 0 && result != -Errno.EINTR) {
                    throw Errno.exception((int) -result, "Writing to the child");
                }
                done += (int) Math.max(0, result);
            }
        } finally {
            socket.release();
        }
    }

    private long send(MemorySegment buffer, int length, int flags) {
        return Libc.send(socket.fd(), buffer.address(), length, MSG_NOSIGNAL | flags);
    }

    @Override
    public void close() {
        socket.close();
    }
}
