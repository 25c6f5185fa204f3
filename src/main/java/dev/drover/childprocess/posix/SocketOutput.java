package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** What is sent through a socket; how to wait until it takes something is the subclass's. */
abstract class SocketOutput extends OutputStream {

    /**
     * Sends what is in the buffer, or its beginning; waits until some of it is taken.
     *
     * @return how many bytes were taken
     */
    abstract int send(MemorySegment buffer) throws IOException;

    @Override
    public final void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        try (PooledBuffer buffer = PooledBuffer.take()) {
            MemorySegment room = buffer.segment();
            for (int done = 0; done < length; ) {
                int part = Math.min(length - done, PooledBuffer.SIZE);
                MemorySegment.copy(bytes, offset + done, room, JAVA_BYTE, 0, part);
                done += send(room.asSlice(0, part));
            }
        }
    }
}
