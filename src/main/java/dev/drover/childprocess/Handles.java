package dev.drover.childprocess;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;

/**
 * Opens sockets that can be sent to a child, which Java's own cannot: they hide their descriptor.
 * All are closed on exec and do not block in the kernel, as Node children take for granted.
 *
 * <p>Only on the native backend; the portable one throws {@link UnsupportedOperationException}.
 */
public final class Handles {

    private Handles() {}

    /**
     * A server that listens on all addresses of this machine: on {@code ::} for IPv6 and IPv4, or
     * on {@code 0.0.0.0} where there is no IPv6.
     *
     * @param port 0 for any that is free
     * @throws HandleException when the port is taken, or may not be taken by this user
     */
    public static Handle.Server listen(int port, ListenOptions options) throws HandleException {
        return listening(bind(port, options), options);
    }

    /** As the other, at one address. */
    public static Handle.Server listen(InetSocketAddress address, ListenOptions options)
            throws HandleException {
        return listening(bind(address, options), options);
    }

    /**
     * As the other, at a path, which must not exist. It is removed when the handle is closed here.
     */
    public static Handle.Server listen(UnixDomainSocketAddress path, ListenOptions options)
            throws HandleException {
        return listening(bind(path, options), options);
    }

    /** As {@link #listen(int, ListenOptions)}, without listening yet. */
    public static Handle.Server bind(int port, ListenOptions options) throws HandleException {
        return factory().bind(port, options);
    }

    /** As {@link #listen(InetSocketAddress, ListenOptions)}, without listening yet. */
    public static Handle.Server bind(InetSocketAddress address, ListenOptions options)
            throws HandleException {
        return factory().bind(address, options);
    }

    /** As {@link #listen(UnixDomainSocketAddress, ListenOptions)}, without listening yet. */
    public static Handle.Server bind(UnixDomainSocketAddress path, ListenOptions options)
            throws HandleException {
        return factory().bind(path, options);
    }

    /**
     * A connection to a server. Waits until it is there or failed.
     *
     * @throws HandleException when nobody listens, or the host is unknown or out of reach
     */
    public static Handle.Socket connect(InetSocketAddress address) throws HandleException {
        return factory().connect(address);
    }

    /** As the other, to a path. */
    public static Handle.Socket connect(UnixDomainSocketAddress path) throws HandleException {
        return factory().connect(path);
    }

    /**
     * A UDP socket at an address; of IPv4 or IPv6 as the address is.
     *
     * @throws HandleException when the port is taken, or may not be taken by this user
     */
    public static Handle.Datagram bindDatagram(InetSocketAddress address, DatagramOptions options)
            throws HandleException {
        return factory().bindDatagram(address, options);
    }

    private static HandleFactory factory() {
        return ChildProcesses.backendInUse().handles();
    }

    private static Handle.Server listening(Handle.Server server, ListenOptions options)
            throws HandleException {
        try {
            server.listen(options.backlog());
            return server;
        } catch (HandleException e) {
            server.close();
            throw e;
        }
    }
}
