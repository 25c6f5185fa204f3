package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;

import java.lang.ref.Cleaner;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A socket that may be shared with children, so it is closed without being shut down. */
abstract sealed class NativeHandle {

    private static final Cleaner CLEANER = Cleaner.create();

    static final class Server extends NativeHandle implements Handle.Server {
        Server(int fd) {
            super(fd);
        }
    }

    static final class Socket extends NativeHandle implements Handle.Socket {
        Socket(int fd) {
            super(fd);
        }
    }

    static final class Datagram extends NativeHandle implements Handle.Datagram {
        Datagram(int fd) {
            super(fd);
        }
    }

    private final Descriptor descriptor;

    private NativeHandle(int fd) {
        Descriptor owned = new Descriptor(fd);
        descriptor = owned;
        CLEANER.register(this, owned::closeShared);
    }

    /** The handle of a descriptor, which it owns; one of no kind that we know is closed. */
    static Optional<Handle> of(int fd) {
        Optional<Handle> handle =
                switch (SocketKind.of(fd)) {
                    case SERVER -> Optional.of(new Server(fd));
                    case SOCKET -> Optional.of(new Socket(fd));
                    case DATAGRAM -> Optional.of(new Datagram(fd));
                    case OTHER -> Optional.empty();
                };
        if (handle.isEmpty()) {
            Libc.close(fd);
        }
        return handle;
    }

    final Descriptor descriptor() {
        return descriptor;
    }

    public final boolean isOpen() {
        return descriptor.isOpen();
    }

    public final Optional<InetSocketAddress> localAddress() {
        if (!descriptor.acquire()) {
            return Optional.empty();
        }
        try {
            return SocketAddresses.local(descriptor.fd());
        } finally {
            descriptor.release();
        }
    }

    public final void close() {
        descriptor.closeShared();
    }
}
