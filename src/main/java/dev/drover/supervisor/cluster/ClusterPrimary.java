package dev.drover.supervisor.cluster;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.HandleException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    private static final Logger LOG = LoggerFactory.getLogger(ClusterPrimary.class);
    private static final long SEQUENCES_PER_MILLI = 1000;

    /** Between the parts of what is noted about a socket; in none of them. */
    private static final String SEPARATOR = "\n";

    private static final int EINVAL = -22;
    private static final int EMFILE = -24;

    /** So that one application cannot use up what all others need. */
    private static final int MAX_SOCKETS = 1024;

    private final Object lock = new Object();
    private final SchedulingPolicy policy;
    private final Consumer<Refusal> refused;
    private final SocketOpener opener;
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
     * @param release to be run when it is closed
     */
    private record Place(
            SharedSocket socket,
            String key,
            String app,
            Set<ClusterWorker> holders,
            Runnable release) {

        void close() {
            release.run();
            socket.close();
        }
    }

    /**
     * @param policy for TCP and Unix servers; UDP sockets are always shared
     * @param refused told on an event thread when a worker cannot listen; must not block
     */
    public ClusterPrimary(SchedulingPolicy policy, Consumer<Refusal> refused) {
        this(policy, refused, SocketCustody.NONE);
    }

    /**
     * @param custody gets every socket that is opened
     */
    public ClusterPrimary(
            SchedulingPolicy policy, Consumer<Refusal> refused, SocketCustody custody) {
        this.policy = policy;
        this.refused = refused;
        this.opener = new SocketOpener(policy, custody, () -> sequence++, lock);
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
    public ClusterWorker add(int id, ChildProcess child, Path cwd, String app) {
        ClusterWorker worker = new ClusterWorker(this, id, child, cwd, app);
        child.onInternalMessage(
                message -> WorkerMessage.of(message).ifPresent(m -> received(worker, m)));
        child.onDisconnect(() -> lost(worker));
        return worker;
    }

    /**
     * Goes on with a socket of a primary before this one.
     *
     * @param note as it was given to the {@link SocketCustody}
     * @return false when it cannot be used; then it is closed
     */
    public boolean restore(String note, Handle socket, Runnable release) {
        synchronized (lock) {
            String[] words = note.split(SEPARATOR, 3);
            Optional<ListenRequest> request =
                    words.length == 3 ? ListenRequest.ofNote(words[2]) : Optional.empty();
            String key = words[0];
            boolean usable =
                    request.isPresent()
                            && !sockets.containsKey(key)
                            && (request.get().type().isDatagram()
                                    || socket instanceof Handle.Server);
            if (!usable) {
                socket.close();
                return false;
            }
            // Answers to what the primary before has sent must not be taken for answers to us.
            sequence = Math.max(sequence, System.currentTimeMillis() * SEQUENCES_PER_MILLI);
            SharedSocket shared =
                    policy == SchedulingPolicy.NONE || !(socket instanceof Handle.Server server)
                            ? new SharedHandle(request.get(), socket)
                            : new RoundRobinSocket(request.get(), server, () -> sequence++, lock);
            Place place =
                    new Place(shared, request.get().key(), words[1], new HashSet<>(), release);
            sockets.put(key, place);
            removePathAtEnd(request.get(), socket);
            return true;
        }
    }

    private static void removePathAtEnd(ListenRequest request, Handle socket) {
        String path = request.address();
        if (request.type() == AddressType.UNIX && path != null && path.startsWith("/")) {
            socket.onClose(
                    () -> {
                        try {
                            Files.deleteIfExists(Path.of(path));
                        } catch (IOException e) {
                            LOG.warn("The socket {} cannot be removed.", path, e);
                        }
                    });
        }
    }

    /**
     * Goes on with a worker of a primary before this one, after its sockets were restored; as
     * {@link #add}.
     */
    public ClusterWorker adopt(int id, ChildProcess child, Path cwd, String app) {
        ClusterWorker worker = add(id, child, cwd, app);
        synchronized (lock) {
            lastId = Math.max(lastId, id);
            worker.adopted();
            sockets.values().stream()
                    .filter(place -> place.app().equals(app))
                    .forEach(place -> place.socket().rejoin(worker));
        }
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
                String note = String.join(SEPARATOR, key, worker.app(), request.note());
                SocketOpener.Opened opened = opener.open(request, worker.cwd(), note);
                place =
                        new Place(
                                opened.socket(),
                                request.key(),
                                worker.app(),
                                new HashSet<>(),
                                opened.release());
                sockets.put(key, place);
            }
            place.holders().removeIf(holder -> holder.app().equals(worker.app()));
            place.socket().join(worker, seq);
        } catch (HandleException e) {
            refuse(worker, request, seq, e.errno(), e.code(), e.getMessage());
        } catch (SocketOpener.BadRequest e) {
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
                place.close();
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
            sockets.values().forEach(Place::close);
            sockets.clear();
        }
    }
}
