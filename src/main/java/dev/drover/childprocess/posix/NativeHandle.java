package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A socket that may be shared with children, so it is closed without being shut down. */
abstract sealed class NativeHandle permits NativeServer, NativeSocket, NativeDatagram {

    private static final Cleaner CLEANER = Cleaner.create();

    /** What is closed; apart from the handle, so that it can be closed when that is gone. */
    private record Resources(Descriptor descriptor, Readiness readiness) {
        void close() {
            descriptor.closeShared();
            readiness.close();
        }
    }

    private final Resources resources;

    NativeHandle(int fd) {
        Descriptor descriptor = new Descriptor(fd);
        Resources owned = new Resources(descriptor, new Readiness(descriptor));
        resources = owned;
        CLEANER.register(this, owned::close);
    }

    /** The handle of a descriptor, which it owns; one of no kind that we know is closed. */
    static Optional<Handle> of(int fd) {
        Optional<Handle> handle =
                switch (SocketKind.of(fd)) {
                    case SERVER -> Optional.of(new NativeServer(fd));
                    case SOCKET -> Optional.of(new NativeSocket(fd));
                    case DATAGRAM -> Optional.of(new NativeDatagram(fd));
                    case OTHER -> Optional.empty();
                };
        if (handle.isEmpty()) {
            Libc.close(fd);
        }
        return handle;
    }

    final Descriptor descriptor() {
        return resources.descriptor();
    }

    /** Waits until it is ready or closed; the caller has acquired the descriptor. */
    final boolean await(short events) throws IOException {
        return resources.readiness().await(events);
    }

    public final boolean isOpen() {
        return descriptor().isOpen();
    }

    public final Optional<InetSocketAddress> localAddress() {
        if (!descriptor().acquire()) {
            return Optional.empty();
        }
        try {
            return SocketAddresses.local(descriptor().fd());
        } finally {
            descriptor().release();
        }
    }

    public void close() {
        resources.close();
    }
}
