package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.HandleException;
import dev.drover.childprocess.ipc.Connections;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A server's socket. */
final class NativeServer extends NativeHandle implements Handle.Server {

    private static final AtomicLong PATHS = new AtomicLong();

    /** What is done once when it is closed, such as removing the path of a Unix socket. */
    private final Runnable afterClose;

    private final Connections connections;
    private @Nullable Acceptor acceptor;

    NativeServer(int fd) {
        this(fd, () -> {});
    }

    NativeServer(int fd, Runnable afterClose) {
        super(fd);
        this.afterClose = afterClose;
        this.connections = new Connections(key(fd));
    }

    /** The server that a received socket is; the socket is closed, unless no descriptor is left. */
    static Handle of(NativeSocket socket) {
        if (!socket.descriptor().acquire()) {
            return socket;
        }
        int copy;
        try {
            copy = Libc.duplicateFrom(socket.descriptor().fd(), 3);
        } finally {
            socket.descriptor().release();
        }
        if (copy < 0) {
            return socket;
        }
        socket.close();
        return new NativeServer(copy);
    }

    /** As Node names a server to the holders of its connections, but with the port that it has. */
    private static String key(int fd) {
        return SocketAddresses.local(fd)
                .map(SocketFactory::words)
                .map(address -> (SocketKind.isIpv6(fd) ? "6:" : "4:") + address)
                .orElseGet(() -> "-1:" + PATHS.incrementAndGet() + ":-1");
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
    public CompletableFuture<Integer> connections() {
        return connections.count();
    }

    @Override
    public CompletableFuture<Void> closed() {
        return connections.over();
    }

    /** Where it keeps account of what it has accepted. */
    Connections account() {
        return connections;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!isOpen()) {
                return;
            }
            if (acceptor != null) {
                acceptor.close();
            }
            super.close();
        }
        afterClose.run();
        connections.serverClosed();
    }
}
