package dev.drover.childprocess;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What a backend opens for {@link Handles}. Not for users. */
public interface HandleFactory {

    /** As {@link Handles#bind(int, ListenOptions)}. */
    Handle.Server bind(int port, ListenOptions options) throws HandleException;

    /** A server at an Internet address or a Unix path, bound and not listening. */
    Handle.Server bind(SocketAddress address, ListenOptions options) throws HandleException;

    /** A connection to an Internet address or a Unix path. */
    Handle.Socket connect(SocketAddress address) throws HandleException;

    /** As {@link Handles#bindDatagram}. */
    Handle.Datagram bindDatagram(InetSocketAddress address, DatagramOptions options)
            throws HandleException;
}
