package dev.drover.supervisor.cluster;

import dev.drover.childprocess.Handle;

/** Whoever holds the sockets of a primary for the time after it. */
@FunctionalInterface
public interface SocketCustody {

    /** Nobody does. */
    SocketCustody NONE = (_, _) -> () -> {};

    /**
     * Holds a socket.
     *
     * @param note gives it back to the next primary, with {@link ClusterPrimary#restore}
     * @return to be run when the socket is not needed any more
     */
    Runnable hold(String note, Handle socket);
}
