package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A socket that may be shared with children, so it is closed without being shut down. */
abstract sealed class NativeHandle permits NativeServer, NativeSocket, NativeDatagram {

    private static final Cleaner CLEANER = Cleaner.create();

    /** What is closed; apart from the handle, so that it can be closed when that is gone. */
    private static final class Resources {

        final Descriptor descriptor;
        final Readiness readiness;
        private final List<Runnable> listeners = new ArrayList<>();
        private boolean closed;

        Resources(int fd) {
            descriptor = new Descriptor(fd);
            readiness = new Readiness(descriptor);
        }

        void onClose(Runnable listener) {
            synchronized (listeners) {
                if (!closed) {
                    listeners.add(listener);
                    return;
                }
            }
            listener.run();
        }

        void close() {
            List<Runnable> told;
            synchronized (listeners) {
                closed = true;
                told = List.copyOf(listeners);
                listeners.clear();
            }
            descriptor.closeShared();
            readiness.close();
            told.forEach(Runnable::run);
        }
    }

    private final Resources resources;

    NativeHandle(int fd) {
        Resources owned = new Resources(fd);
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
        return resources.descriptor;
    }

    /** Waits until it is ready or closed; the caller has acquired the descriptor. */
    final boolean await(short events) throws IOException {
        return resources.readiness.await(events);
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

    public final void onClose(Runnable listener) {
        resources.onClose(listener);
    }

    public void close() {
        resources.close();
    }
}
