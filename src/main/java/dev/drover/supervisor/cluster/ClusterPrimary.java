package dev.drover.supervisor.cluster;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.DatagramOptions;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.HandleException;
import dev.drover.childprocess.Handles;
import dev.drover.childprocess.ListenOptions;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The primary of Node's {@code cluster} for many applications: opens the sockets that their workers
 * want to listen on, once for all of them, and shares them out. The workers are ordinary Node
 * programs that were started with an IPC channel and {@link #ID_VARIABLE} in their environment.
 *
 * <p>Safe for use by several threads. The protocol runs on the event threads of the children.
 */
public final class ClusterPrimary implements AutoCloseable {

    /** The variable that makes a Node program a worker; holds its number. */
    public static final String ID_VARIABLE = "NODE_UNIQUE_ID";

    private static final int EINVAL = -22;
    private static final int EMFILE = -24;

    /** So that one application cannot use up what all others need. */
    private static final int MAX_SOCKETS = 1024;

    private final Object lock = new Object();
    private final SchedulingPolicy policy;
    private final Consumer<Refusal> refused;
    private final Map<String, Place> sockets = new LinkedHashMap<>();
    private long sequence;
    private int lastId;
    private boolean closed;

    /**
     * A socket.
     *
     * @param key by which its workers know it
     * @param app that opened it
     * @param holders workers for whose successors it is kept
     */
    private record Place(SharedSocket socket, String key, Object app, Set<ClusterWorker> holders) {}

    /** A request that is wrong in itself. */
    private static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1L;

        private BadRequest(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param policy for TCP and Unix servers; UDP sockets are always shared
     * @param refused told on an event thread when a worker cannot listen; must not block
     */
    public ClusterPrimary(SchedulingPolicy policy, Consumer<Refusal> refused) {
        this.policy = policy;
        this.refused = refused;
    }

    /** How connections are shared out. */
    public SchedulingPolicy policy() {
        return policy;
    }

    /** The number for the next worker, from 1. */
    public int nextId() {
        synchronized (lock) {
            return ++lastId;
        }
    }

    /**
     * Serves a worker that was just started.
     *
     * @param id what {@link #ID_VARIABLE} says in it
     * @param cwd its working folder, where the paths of its Unix sockets begin
     * @param app equal for the workers of one application
     */
    public ClusterWorker add(int id, ChildProcess child, Path cwd, Object app) {
        ClusterWorker worker = new ClusterWorker(this, id, child, cwd, app);
        child.onInternalMessage(
                message -> WorkerMessage.of(message).ifPresent(m -> received(worker, m)));
        child.onDisconnect(() -> lost(worker));
        return worker;
    }

    private void received(ClusterWorker worker, WorkerMessage message) {
        synchronized (lock) {
            switch (message) {
                case WorkerMessage.Online _ -> worker.online().complete(null);
                case WorkerMessage.QueryServer(var request, long seq) ->
                        listen(worker, request, seq);
                case WorkerMessage.Listening(var at) -> {
                    worker.listens(new ListeningAddress(at.address(), at.port(), at.type()));
                    worker.listening().complete(null);
                }
                case WorkerMessage.Close(String key) -> {
                    sockets.values().stream()
                            .filter(place -> place.key().equals(key))
                            .filter(place -> place.socket().has(worker))
                            .forEach(place -> place.socket().leave(worker));
                    closeUnused();
                }
                case WorkerMessage.Leaving(long seq) -> {
                    worker.leaves();
                    retired(worker);
                    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
                    reply.put("ack", seq);
                    worker.send(reply);
                }
                case WorkerMessage.Answer(long seq, boolean accepted) ->
                        sockets.values()
                                .forEach(place -> place.socket().answered(worker, seq, accepted));
            }
        }
    }

    /** A worker that was told to go gets no answer any more, as in Node. */
    private void listen(ClusterWorker worker, ListenRequest request, long seq) {
        if (worker.isLeaving() || closed) {
            return;
        }
        try {
            String key = key(worker, request);
            Place place = sockets.get(key);
            if (place == null && openedBy(worker.app()) >= MAX_SOCKETS) {
                String reason = "its application has %d sockets open".formatted(MAX_SOCKETS);
                refuse(worker, request, seq, EMFILE, "EMFILE", reason);
                return;
            }
            if (place == null) {
                SharedSocket socket = open(request, worker.cwd());
                place = new Place(socket, request.key(), worker.app(), new HashSet<>());
                sockets.put(key, place);
            }
            place.holders().removeIf(holder -> holder.app().equals(worker.app()));
            place.socket().join(worker, seq);
        } catch (HandleException e) {
            refuse(worker, request, seq, e.errno(), e.code(), e.getMessage());
        } catch (BadRequest e) {
            refuse(worker, request, seq, EINVAL, "EINVAL", e.getMessage());
        }
    }

    /**
     * What tells one socket from another. Where the system chooses the port, each application has
     * one of its own; the same relative path means another socket in another folder.
     */
    private static String key(ClusterWorker worker, ListenRequest request) {
        if (request.type() == AddressType.UNIX && request.address() != null) {
            return worker.cwd().resolve(request.address()) + ":" + request.key();
        }
        return request.port() == 0 ? worker.app() + ":" + request.key() : request.key();
    }

    private long openedBy(Object app) {
        return sockets.values().stream().filter(place -> place.app().equals(app)).count();
    }

    private void refuse(
            ClusterWorker worker,
            ListenRequest request,
            long seq,
            int errno,
            String code,
            @Nullable String reason) {
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("errno", errno);
        reply.put("key", request.key());
        reply.put("ack", seq);
        reply.put("data", request.data());
        worker.send(reply);
        refused.accept(new Refusal(worker, request.words(), code, reason == null ? code : reason));
    }

    private SharedSocket open(ListenRequest request, Path cwd) throws HandleException, BadRequest {
        if (request.fd().orElse(-1) >= 0) {
            throw new BadRequest(
                    "A worker cannot listen on descriptor %d of the supervisor."
                            .formatted(request.fd().getAsInt()),
                    null);
        }
        if (request.type().isDatagram()) {
            DatagramOptions options =
                    new DatagramOptions(
                            request.isIpv6Only(), request.reusesAddress(), request.reusesPort());
            return new SharedHandle(request, Handles.bindDatagram(datagram(request), options));
        }
        ListenOptions options =
                ListenOptions.DEFAULT
                        .withIpv6Only(request.isIpv6Only())
                        .withReusePort(request.reusesPort());
        if (request.backlog() > 0) {
            options = options.withBacklog(request.backlog());
        }
        Handle.Server server = bind(request, options, cwd);
        if (policy == SchedulingPolicy.NONE) {
            return new SharedHandle(request, server);
        }
        try {
            server.listen(options.backlog());
        } catch (HandleException e) {
            server.close();
            throw e;
        }
        return new RoundRobinSocket(request, server, () -> sequence++, lock);
    }

    private static Handle.Server bind(ListenRequest request, ListenOptions options, Path cwd)
            throws HandleException, BadRequest {
        String address = request.address();
        if (request.type() == AddressType.UNIX) {
            return Handles.bind(path(address, cwd), options);
        }
        return address == null
                ? Handles.bind(port(request), options)
                : Handles.bind(new InetSocketAddress(ip(address), port(request)), options);
    }

    private static InetSocketAddress datagram(ListenRequest request) throws BadRequest {
        String any = request.type() == AddressType.UDP4 ? "0.0.0.0" : "::";
        String address = request.address();
        return new InetSocketAddress(ip(address == null ? any : address), port(request));
    }

    private static int port(ListenRequest request) throws BadRequest {
        if (request.port() < 0 || request.port() > 0xffff) {
            throw new BadRequest("%d is no port.".formatted(request.port()), null);
        }
        return request.port();
    }

    /** Workers look names up themselves; here a name server must not be asked. */
    private static InetAddress ip(String address) throws BadRequest {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("%s is no address of the Internet.".formatted(address), e);
        }
    }

    private static UnixDomainSocketAddress path(@Nullable String address, Path cwd)
            throws BadRequest {
        try {
            if (address == null || address.isEmpty()) {
                throw new BadRequest("A Unix socket needs a path.", null);
            }
            return UnixDomainSocketAddress.of(cwd.resolve(address));
        } catch (InvalidPathException e) {
            throw new BadRequest("%s is no path for a Unix socket.".formatted(address), e);
        }
    }

    /** No new connection goes to this worker. */
    void retired(ClusterWorker worker) {
        sockets.values().forEach(place -> place.socket().retire(worker));
    }

    private void lost(ClusterWorker worker) {
        synchronized (lock) {
            sockets.values().forEach(place -> place.socket().lost(worker));
            closeUnused();
        }
        worker.disconnected().complete(null);
    }

    private void closeUnused() {
        for (Iterator<Place> all = sockets.values().iterator(); all.hasNext(); ) {
            Place place = all.next();
            if (place.socket().isUnused() && place.holders().isEmpty()) {
                place.socket().close();
                all.remove();
            }
        }
    }

    void hold(ClusterWorker worker) {
        synchronized (lock) {
            for (Place place : sockets.values()) {
                if (place.socket().has(worker)) {
                    place.holders().add(worker);
                }
            }
        }
    }

    void release(ClusterWorker worker) {
        synchronized (lock) {
            sockets.values().forEach(place -> place.holders().remove(worker));
            closeUnused();
        }
    }

    Object lock() {
        return lock;
    }

    /** The message with what every message of the protocol has. */
    Map<String, @Nullable Object> envelope(Map<String, @Nullable Object> message) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("cmd", "NODE_CLUSTER");
        whole.putAll(message);
        whole.computeIfAbsent("seq", _ -> sequence++);
        return whole;
    }

    /** Closes all sockets; the workers go on with the connections they have. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            sockets.values().forEach(place -> place.socket().close());
            sockets.clear();
        }
    }
}
