package dev.drover.childprocess;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A socket that came with a message of a child: Node's {@code sendHandle}. Safe for use by several
 * threads. Whoever gets one closes it; one that is not reachable any more is closed in the end.
 */
public sealed interface Handle extends AutoCloseable {

    /** A listening socket. */
    non-sealed interface Server extends Handle {}

    /** A connection. */
    non-sealed interface Socket extends Handle {}

    /** A UDP socket. */
    non-sealed interface Datagram extends Handle {}

    /** False once it was closed. */
    boolean isOpen();

    /** Where it is bound; empty for a Unix socket, and when it is closed. */
    Optional<InetSocketAddress> localAddress();

    /** Closes this program's copy; what other processes hold stays open. */
    @Override
    void close();
}
