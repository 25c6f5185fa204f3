package dev.drover.childprocess.posix;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The writing side of a pipe in both directions. Closing it tells the child the end and leaves the
 * reading side open, which owns the descriptor and is therefore held.
 */
final class DuplexOutput extends OutputStream {

    private static final int SHUT_WRITE = 1;

    private final PipeInput reader;
    private final PipeOutput writer;

    DuplexOutput(PipeInput reader) {
        this.reader = reader;
        this.writer = new PipeOutput(reader.descriptor());
    }

    Descriptor descriptor() {
        return reader.descriptor();
    }

    @Override
    public void write(int b) throws IOException {
        writer.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writer.write(bytes, offset, length);
    }

    @Override
    public void close() {
        Descriptor socket = reader.descriptor();
        if (socket.acquire()) {
            Libc.shutdown(socket.fd(), SHUT_WRITE);
            socket.release();
        }
    }
}
