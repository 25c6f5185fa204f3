package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.ipc.Connections;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A connection, read and written with blocking calls on the caller's own thread. */
final class NativeSocket extends NativeHandle implements Handle.Socket {

    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_WRITE = 1;

    /** One call of the kernel on a part of the caller's bytes. */
    private interface Transfer {
        long go(int fd, MemorySegment buffer);
    }

    private final InputStream input = new Input();
    private final OutputStream output = new Output();

    private final Optional<Connections> server;

    NativeSocket(int fd) {
        super(fd);
        server = Optional.empty();
    }

    /** One that a server of this program has accepted. */
    NativeSocket(int fd, Connections connections) {
        super(fd);
        server = Optional.of(connections);
        connections.opened();
        onClose(connections::closed);
    }

    /** Where the server keeps account of it. */
    Optional<Connections> server() {
        return server;
    }

    @Override
    public Optional<InetSocketAddress> remoteAddress() {
        if (!descriptor().acquire()) {
            return Optional.empty();
        }
        try {
            return SocketAddresses.remote(descriptor().fd());
        } finally {
            descriptor().release();
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void shutdownOutput() throws IOException {
        acquire();
        try {
            Errno.check(Libc.shutdown(descriptor().fd(), SHUT_WRITE), "Ending the connection");
        } finally {
            descriptor().release();
        }
    }

    private void acquire() throws IOException {
        if (!descriptor().acquire()) {
            throw new IOException("The connection is closed.");
        }
    }

    /** Calls until the kernel has taken or given something; waits as long as it has to. */
    private int transfer(short events, MemorySegment buffer, String what, Transfer call)
            throws IOException {
        acquire();
        try {
            while (true) {
                long result = call.go(descriptor().fd(), buffer);
                if (result >= 0) {
                    return (int) result;
                }
                if (result == -Errno.EAGAIN) {
                    if (!await(events)) {
                        throw new IOException("The connection was closed meanwhile.");
                    }
                } else if (result != -Errno.EINTR) {
                    throw Errno.exception((int) -result, what);
                }
            }
        } finally {
            descriptor().release();
        }
    }

    private final class Input extends SocketInput {

        @Override
        int receive(MemorySegment buffer) throws IOException {
            return transfer(
                    Readiness.TO_READ,
                    buffer,
                    "Reading from the connection",
                    (fd, to) -> Libc.recv(fd, to.address(), to.byteSize(), MSG_DONTWAIT));
        }
    }

    private final class Output extends SocketOutput {

        private boolean ended;

        @Override
        int send(MemorySegment buffer) throws IOException {
            return transfer(
                    Readiness.TO_WRITE,
                    buffer,
                    "Writing to the connection",
                    (fd, from) ->
                            Libc.send(
                                    fd,
                                    from.address(),
                                    from.byteSize(),
                                    MSG_DONTWAIT | MSG_NOSIGNAL));
        }

        @Override
        public synchronized void close() throws IOException {
            if (!ended && isOpen()) {
                ended = true;
                shutdownOutput();
            }
        }
    }
}
