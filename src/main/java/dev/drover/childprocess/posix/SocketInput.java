package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** What arrives at a socket; how to wait for it is the subclass's. */
abstract class SocketInput extends InputStream {

    /**
     * Waits for something and puts it into the buffer.
     *
     * @return how many bytes; 0 at the end
     */
    abstract int receive(MemorySegment buffer) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        try (PooledBuffer buffer = PooledBuffer.take()) {
            MemorySegment room = buffer.segment();
            int count = receive(room.asSlice(0, Math.min(length, PooledBuffer.SIZE)));
            MemorySegment.copy(room, JAVA_BYTE, 0, bytes, offset, count);
            return count == 0 ? -1 : count;
        }
    }

    /** Into a file without a copy in the heap. */
    @Override
    public final long transferTo(OutputStream out) throws IOException {
        if (out.getClass() == FileOutputStream.class) {
            return transferTo(((FileOutputStream) out).getChannel());
        }
        byte[] chunk = new byte[PooledBuffer.SIZE];
        long total = 0;
        for (int count = read(chunk); count >= 0; count = read(chunk)) {
            out.write(chunk, 0, count);
            total += count;
        }
        return total;
    }

    private long transferTo(FileChannel file) throws IOException {
        try (PooledBuffer buffer = PooledBuffer.take()) {
            MemorySegment room = buffer.segment();
            ByteBuffer bytes = room.asByteBuffer();
            long total = 0;
            for (int count = receive(room); count > 0; count = receive(room)) {
                for (bytes.clear().limit(count); bytes.hasRemaining(); ) {
                    file.write(bytes);
                }
                total += count;
            }
            return total;
        }
    }
}
