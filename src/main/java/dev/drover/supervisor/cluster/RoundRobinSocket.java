package dev.drover.supervisor.cluster;

import dev.drover.childprocess.Handle;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A listening socket whose connections are accepted here and handed to the workers in turn. A
 * worker has one at a time until it answers for it; our copy is kept so long, so that no connection
 * is lost with a worker. What nobody can take yet waits, most of it in the kernel.
 */
final class RoundRobinSocket implements SharedSocket {

    /** Enough to keep workers busy; the rest is in the kernel's queue, which has its own limit. */
    private static final int MAX_WAITING = 64;

    private final String key;
    private final AddressType type;
    private final Handle.Server server;
    private final @Nullable Object data;
    private final LongSupplier sequence;
    private final Handle.Subscription connections;

    private final Set<ClusterWorker> members = new HashSet<>();
    private final Deque<ClusterWorker> free = new ArrayDeque<>();
    private final Deque<Handle.Socket> waiting = new ArrayDeque<>();
    private final Map<Long, Handed> handed = new HashMap<>();
    private boolean paused;
    private boolean closed;

    private record Handed(ClusterWorker worker, Handle.Socket connection) {}

    /**
     * @param server listens already
     * @param sequence numbers the messages of the primary
     * @param lock of the primary
     */
    RoundRobinSocket(
            ListenRequest first, Handle.Server server, LongSupplier sequence, Object lock) {
        this.key = first.key();
        this.type = first.type();
        this.data = first.data();
        this.server = server;
        this.sequence = sequence;
        connections =
                server.onConnection(
                        connection -> {
                            synchronized (lock) {
                                accepted(connection);
                            }
                        });
    }

    private void accepted(Handle.Socket connection) {
        if (closed) {
            connection.close();
            return;
        }
        waiting.add(connection);
        handOut();
    }

    @Override
    public void join(ClusterWorker worker, long seq) {
        members.add(worker);
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("errno", null);
        reply.put("key", key);
        reply.put("ack", seq);
        reply.put("data", data);
        server.localAddress().ifPresent(at -> reply.put("sockname", SockName.of(at)));
        worker.send(reply);
        freed(worker);
    }

    @Override
    public void rejoin(ClusterWorker worker) {
        members.add(worker);
        server.localAddress()
                .ifPresent(
                        at ->
                                worker.listens(
                                        new ListeningAddress(
                                                SockName.text(at.getAddress()),
                                                at.getPort(),
                                                type)));
        freed(worker);
    }

    private void freed(ClusterWorker worker) {
        if (members.contains(worker) && !worker.isRetired() && !free.contains(worker)) {
            free.add(worker);
        }
        handOut();
    }

    private void handOut() {
        while (!waiting.isEmpty() && !free.isEmpty()) {
            handOver(free.remove(), waiting.remove());
        }
        boolean full = waiting.size() >= MAX_WAITING;
        if (full != paused && !closed) {
            paused = full;
            if (full) {
                connections.pause();
            } else {
                connections.resume();
            }
        }
    }

    private void handOver(ClusterWorker worker, Handle.Socket connection) {
        long seq = sequence.getAsLong();
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("act", "newconn");
        message.put("key", key);
        message.put("seq", seq);
        handed.put(seq, new Handed(worker, connection));
        worker.gotConnection();
        if (!worker.send(message, connection)) {
            // It could not be copied for want of descriptors: it is better to lose this one.
            handed.remove(seq);
            connection.close();
            worker.answeredConnection();
            free.add(worker);
        }
    }

    @Override
    public void answered(ClusterWorker worker, long seq, boolean accepted) {
        Handed one = handed.get(seq);
        if (one == null || one.worker() != worker) {
            return;
        }
        handed.remove(seq);
        if (!accepted && worker.isAdopted()) {
            // Of those from before it is not known on which sockets they listen.
            leave(worker);
        }
        if (accepted || closed) {
            one.connection().close();
        } else {
            waiting.addFirst(one.connection());
        }
        worker.answeredConnection();
        freed(worker);
    }

    @Override
    public boolean has(ClusterWorker worker) {
        return members.contains(worker);
    }

    @Override
    public void leave(ClusterWorker worker) {
        members.remove(worker);
        free.remove(worker);
    }

    @Override
    public void retire(ClusterWorker worker) {
        free.remove(worker);
    }

    @Override
    public void lost(ClusterWorker worker) {
        leave(worker);
        handed.entrySet().stream()
                .filter(one -> one.getValue().worker() == worker)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(seq -> answered(worker, seq, false));
    }

    @Override
    public boolean isUnused() {
        return members.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        connections.close();
        server.close();
        waiting.forEach(Handle.Socket::close);
        waiting.clear();
        // Those who have not answered yet have a copy of their own.
        Map.copyOf(handed).forEach((seq, one) -> answered(one.worker(), seq, true));
    }
}
