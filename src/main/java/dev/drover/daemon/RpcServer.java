package dev.drover.daemon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Listens on {@code rpc.sock}: one thread per connection, own user and root only. */
final class RpcServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
    private static final int MAX_CONNECTIONS = 1024;
    private static final long ACCEPT_RETRY_MILLIS = 1000;

    private final ServerSocketChannel server;
    private final UserPrincipal owner;
    private final RpcDispatcher methods;
    private final Set<RpcConnection> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore ended = new Semaphore(0);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final RequestMemory memory = new RequestMemory();
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("drover-rpc-deadlines").factory());

    private RpcServer(ServerSocketChannel server, UserPrincipal owner, RpcDispatcher methods) {
        this.server = server;
        this.owner = owner;
        this.methods = methods;
    }

    static RpcServer start(ServerSocketChannel server, UserPrincipal owner, RpcDispatcher methods) {
        RpcServer rpc = new RpcServer(server, owner, methods);
        Thread.ofPlatform().daemon().name("drover-rpc-accept").start(rpc::acceptAll);
        return rpc;
    }

    /** Whether one of Drover's own clients is connected. */
    boolean servesIntroduced() {
        // Asked for each message of a service, so no stream.
        for (RpcConnection connection : connections) {
            if (connection.isIntroduced()) {
                return true;
            }
        }
        return false;
    }

    /** Waits until some request has been answered, but not longer than this. */
    void awaitFirstAnswer(Duration atMost) {
        try {
            if (!answered.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("Nobody has asked for anything yet.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                admit(server.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("A connection could not be accepted.", e);
                makeRoom();
            }
        }
    }

    private void admit(SocketChannel peer) throws IOException {
        if (!LocalSockets.mayConnect(peer, owner)) {
            peer.close();
            return;
        }
        if (connections.size() >= MAX_CONNECTIONS) {
            endMostSilent();
        }
        RpcConnection connection = openWithRoom(peer);
        connections.add(connection);
        try {
            connection.start();
        } catch (OutOfMemoryError e) {
            // The JVM's word for a system that gives it no thread.
            LOG.warn("There is no thread for one more connection.", e);
            connections.remove(connection);
            connection.abandon();
            makeRoom();
        }
    }

    /** A connection takes more descriptors than its socket; others make room for it once. */
    private RpcConnection openWithRoom(SocketChannel peer) throws IOException {
        try {
            return open(peer);
        } catch (IOException e) {
            LOG.debug("There is no room for one more connection.", e);
        }
        makeRoom();
        makeRoom();
        try {
            return open(peer);
        } catch (IOException e) {
            peer.close();
            throw e;
        }
    }

    private RpcConnection open(SocketChannel peer) throws IOException {
        AtomicReference<RpcConnection> self = new AtomicReference<>();
        RpcConnection connection =
                new RpcConnection(
                        peer,
                        methods,
                        deadlines,
                        memory,
                        answered::countDown,
                        () -> {
                            connections.remove(self.get());
                            ended.release();
                        });
        self.set(connection);
        return connection;
    }

    /** A client that wants something goes before one that only holds a connection. */
    private void endMostSilent() {
        connections.stream()
                .min(
                        Comparator.comparing(RpcConnection::hasAsked)
                                .thenComparingLong(RpcConnection::silentSince))
                .ifPresent(
                        connection -> {
                            connections.remove(connection);
                            connection.close();
                        });
    }

    /** Without descriptors left nothing can be accepted until a connection ends. */
    private void makeRoom() {
        ended.drainPermits();
        endMostSilent();
        awaitAnEnd();
    }

    private void awaitAnEnd() {
        try {
            if (!ended.tryAcquire(ACCEPT_RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("No connection has ended; accepting again all the same.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections; requests that are under way get no answer. */
    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(RpcConnection::close);
        deadlines.shutdownNow();
    }
}
