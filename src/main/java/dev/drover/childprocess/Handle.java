package dev.drover.childprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An open socket that can be sent to a child, or that came with a message: Node's {@code
 * sendHandle}. {@link Handles} opens them. Safe for use by several threads. Whoever gets one closes
 * it; one that is not reachable any more is closed in the end.
 */
public sealed interface Handle extends AutoCloseable {

    /** A server's socket: bound, and listening after {@link #listen}. */
    non-sealed interface Server extends Handle {

        /**
         * Begins to listen; again only sets the length of the queue.
         *
         * @param backlog how many connections the kernel keeps until they are accepted
         * @throws HandleException for an address in use, and for a closed handle
         */
        void listen(int backlog) throws HandleException;

        /**
         * Accepts connections from now on, until the subscription or this handle is closed. Those
         * that another process accepts, which has the same socket, do not come here.
         *
         * @param listener called on the event thread for one connection at a time, must not block,
         *     and owns what it gets
         * @throws IllegalStateException when there is a subscription, or the handle is closed
         */
        Subscription onConnection(Consumer<Socket> listener);

        /**
         * How many of the connections that were accepted here are open, those included that were
         * sent to children: they are asked. Fails with {@link IpcException} and code {@code
         * ERR_CHILD_CLOSED_BEFORE_REPLY} when one of them goes meanwhile.
         */
        CompletableFuture<Integer> connections();

        /**
         * Completes when the handle is closed and so are all connections that were accepted here,
         * those included that were sent to children.
         */
        CompletableFuture<Void> closed();
    }

    /** A connection. */
    non-sealed interface Socket extends Handle {

        /** Where the other side is; empty for a Unix socket, and when it is not connected. */
        Optional<InetSocketAddress> remoteAddress();

        /**
         * What the other side writes, with blocking reads on the reader's own thread. Closing the
         * stream leaves the connection open; closing the handle ends a waiting read.
         */
        InputStream input();

        /**
         * What the other side reads, with blocking writes on the writer's own thread. Closing the
         * stream is {@link #shutdownOutput}; closing the handle ends a waiting write.
         */
        OutputStream output();

        /**
         * Tells the other side that nothing more comes, in all processes that have this connection.
         *
         * @throws IOException when it is not connected any more
         */
        void shutdownOutput() throws IOException;
    }

    /** A UDP socket. */
    non-sealed interface Datagram extends Handle {

        /**
         * One packet.
         *
         * @param data its payload; the array is not copied
         * @param from who sent it
         */
        record Packet(byte[] data, InetSocketAddress from) {}

        /**
         * Sends one packet.
         *
         * @throws IOException when the kernel refuses it, or the handle is closed
         */
        void send(byte[] data, InetSocketAddress target) throws IOException;

        /**
         * Waits for the next packet, on the caller's own thread. A process that has the same socket
         * may get it instead.
         *
         * @throws IOException when it fails, or the handle is closed meanwhile
         */
        Packet receive() throws IOException;
    }

    /** What {@link Server#onConnection} has begun. */
    interface Subscription extends AutoCloseable {

        /**
         * Accepts no more connections; they wait in the kernel's queue, or go to other processes
         * that have the socket. In the listener: the one that it just got was the last.
         */
        void pause();

        /** Accepts again. */
        void resume();

        /** Ends it; the server stays open. Does nothing the second time. */
        @Override
        void close();
    }

    /** False once it was closed. */
    boolean isOpen();

    /** Where it is bound; empty for a Unix socket, and when it is closed. */
    Optional<InetSocketAddress> localAddress();

    /**
     * Called once when this program's copy is closed, on the thread that closes it, or at once when
     * it is closed already. Must not block.
     */
    void onClose(Runnable listener);

    /** Closes this program's copy; what other processes hold stays open. */
    @Override
    void close();
}
