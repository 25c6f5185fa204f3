package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Accepts the connections of a server in the reactor, one at a time, and only while wanted. */
final class Acceptor implements Handle.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int NONBLOCK_CLOEXEC = 0x80800;
    private static final int PER_TURN = 64;

    /** The kernel tells nobody when there are descriptors again. */
    private static final Duration WITHOUT_DESCRIPTORS = Duration.ofMillis(100);

    private final Reactor reactor;
    private final NativeServer server;
    private final Consumer<Handle.Socket> listener;
    private Reactor.@Nullable Registration registration;
    private boolean paused;
    private boolean closed;

    private Acceptor(Reactor reactor, NativeServer server, Consumer<Handle.Socket> listener) {
        this.reactor = reactor;
        this.server = server;
        this.listener = listener;
    }

    static Acceptor start(Reactor reactor, NativeServer server, Consumer<Handle.Socket> listener)
            throws IOException {
        Acceptor acceptor = new Acceptor(reactor, server, listener);
        acceptor.register();
        return acceptor;
    }

    private synchronized void register() throws IOException {
        int fd = server.descriptor().fd();
        // One that came from another program may block, and others may accept before we do.
        Libc.setStatusFlags(fd, SocketParcel.NOT_BLOCKING);
        registration = reactor.register(fd, Reactor.READABLE, (_, _) -> accept());
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean wanted() {
        return !paused && !closed;
    }

    private void accept() {
        for (int i = 0; i < PER_TURN && wanted(); i++) {
            int fd = next();
            if (fd >= 0) {
                listener.accept(new NativeSocket(fd, server.account()));
            } else if (fd == -Errno.EMFILE || fd == -Errno.ENFILE) {
                LOG.warn("Connections wait: {}.", Errno.words(-fd));
                want(0);
                reactor.schedule(WITHOUT_DESCRIPTORS, this::wantAgain);
                return;
            } else if (fd == -Errno.EAGAIN) {
                return;
            } else if (fd != -Errno.ECONNABORTED && fd != -Errno.EINTR) {
                LOG.warn("The server accepts no more connections: {}.", Errno.words(-fd));
                close();
            }
        }
    }

    private int next() {
        Descriptor descriptor = server.descriptor();
        if (!descriptor.acquire()) {
            return -Errno.EAGAIN;
        }
        try {
            return Libc.accept4(descriptor.fd(), 0, 0, NONBLOCK_CLOEXEC);
        } finally {
            descriptor.release();
        }
    }

    private synchronized void wantAgain() {
        if (wanted()) {
            want(Reactor.READABLE);
        }
    }

    private synchronized void want(int events) {
        if (registration != null) {
            reactor.modify(registration, events);
        }
    }

    @Override
    public synchronized void pause() {
        paused = true;
        want(0);
    }

    @Override
    public synchronized void resume() {
        paused = false;
        wantAgain();
    }

    @Override
    public synchronized void close() {
        if (!closed && registration != null) {
            closed = true;
            reactor.unregister(registration);
        }
    }
}
