package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.HandleException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.Consumer;

/** A server's socket. */
final class NativeServer extends NativeHandle implements Handle.Server {

    /** What is done once when it is closed, such as removing the path of a Unix socket. */
    private final Runnable afterClose;

    private @Nullable Acceptor acceptor;

    NativeServer(int fd) {
        this(fd, () -> {});
    }

    NativeServer(int fd, Runnable afterClose) {
        super(fd);
        this.afterClose = afterClose;
    }

    @Override
    public void listen(int backlog) throws HandleException {
        if (!descriptor().acquire()) {
            throw SocketFactory.failure("listen", "a closed handle", Errno.EBADF);
        }
        try {
            int result = Libc.listen(descriptor().fd(), backlog);
            if (result < 0) {
                String address =
                        SocketAddresses.local(descriptor().fd())
                                .map(SocketFactory::words)
                                .orElse("a Unix socket");
                throw SocketFactory.failure("listen", address, -result);
            }
        } finally {
            descriptor().release();
        }
    }

    @Override
    public synchronized Subscription onConnection(Consumer<Handle.Socket> listener) {
        if (acceptor != null && !acceptor.isClosed()) {
            throw new IllegalStateException(
                    "The server has a listener for its connections; close that subscription"
                            + " first.");
        }
        if (!isOpen()) {
            throw new IllegalStateException("The server is closed.");
        }
        try {
            acceptor = Acceptor.start(Reactor.shared(), this, listener);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The server cannot be watched for connections: %s".formatted(e.getMessage()),
                    e);
        }
        return acceptor;
    }

    @Override
    public synchronized void close() {
        if (isOpen()) {
            if (acceptor != null) {
                acceptor.close();
            }
            super.close();
            afterClose.run();
        }
    }
}
