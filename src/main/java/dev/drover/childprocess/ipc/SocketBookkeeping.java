package dev.drover.childprocess.ipc;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.IpcException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Node's messages {@code NODE_SOCKET_…} on one channel, in both roles: as the owner of a server
 * whose connections the other side has, and as the holder of connections of the other side's
 * servers. Servers are named by keys.
 */
final class SocketBookkeeping {

    private static final String GET_COUNT = "NODE_SOCKET_GET_COUNT";
    private static final String COUNT = "NODE_SOCKET_COUNT";
    private static final String NOTIFY_CLOSE = "NODE_SOCKET_NOTIFY_CLOSE";
    private static final String ALL_CLOSED = "NODE_SOCKET_ALL_CLOSED";

    /** The connections of one of the other side's servers that this program has. */
    private static final class Held {
        int open;
        boolean toBeTold;
    }

    private final Consumer<Map<String, Object>> sender;
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Away> away = new HashMap<>();
    private boolean closed;

    /**
     * @param sender sends over the channel, whether it is open or not
     */
    SocketBookkeeping(Consumer<Map<String, Object>> sender) {
        this.sender = sender;
    }

    private void send(String command, String key) {
        sender.accept(Map.of("cmd", command, "key", key));
    }

    /** A connection of one of our servers was sent. */
    void sent(Connections connections) {
        Away holder;
        synchronized (this) {
            if (closed) {
                return;
            }
            holder = away.computeIfAbsent(connections.key(), _ -> new Away(connections));
        }
        connections.sentTo(holder);
    }

    /** A connection of one of the other side's servers came. */
    void received(String key, Handle connection) {
        synchronized (this) {
            held.computeIfAbsent(key, _ -> new Held()).open++;
        }
        connection.onClose(() -> released(key));
    }

    private void released(String key) {
        boolean tell;
        synchronized (this) {
            Held server = held.get(key);
            if (server == null) {
                return;
            }
            server.open--;
            tell = server.open == 0 && server.toBeTold;
            if (server.open == 0) {
                held.remove(key);
            }
        }
        if (tell) {
            send(ALL_CLOSED, key);
        }
    }

    /** One of Node's own messages came. */
    void received(Map<?, ?> message) {
        if (!(message.get("cmd") instanceof String command)
                || !(message.get("key") instanceof String key)) {
            return;
        }
        switch (command) {
            case GET_COUNT -> sender.accept(Map.of("cmd", COUNT, "key", key, "count", openOf(key)));
            case NOTIFY_CLOSE -> tellWhenClosed(key);
            case COUNT -> {
                if (message.get("count") instanceof Number count) {
                    holder(key).ifPresent(holder -> holder.counted(count.intValue()));
                }
            }
            case ALL_CLOSED -> holder(key).ifPresent(Away::ended);
            default -> {
                // Not about sockets.
            }
        }
    }

    private synchronized int openOf(String key) {
        Held server = held.get(key);
        return server == null ? 0 : server.open;
    }

    private void tellWhenClosed(String key) {
        synchronized (this) {
            Held server = held.get(key);
            if (server != null) {
                server.toBeTold = true;
                return;
            }
        }
        send(ALL_CLOSED, key);
    }

    private synchronized Optional<Away> holder(String key) {
        return Optional.ofNullable(away.get(key));
    }

    /** The channel is closed. */
    void close() {
        List<Away> all;
        synchronized (this) {
            closed = true;
            held.clear();
            all = List.copyOf(away.values());
            away.clear();
        }
        all.forEach(Away::lost);
    }

    /** The connections of one of our servers that the other side has. */
    private final class Away implements Connections.Holder {

        private final Connections connections;
        private final Queue<CompletableFuture<Integer>> counts = new ArrayDeque<>();
        private final List<CompletableFuture<Void>> ends = new ArrayList<>();

        Away(Connections connections) {
            this.connections = connections;
        }

        @Override
        public CompletableFuture<Integer> count() {
            CompletableFuture<Integer> count = new CompletableFuture<>();
            synchronized (SocketBookkeeping.this) {
                if (closed) {
                    return CompletableFuture.completedFuture(0);
                }
                counts.add(count);
            }
            send(GET_COUNT, connections.key());
            return count;
        }

        @Override
        public CompletableFuture<Void> allClosed() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            synchronized (SocketBookkeeping.this) {
                if (closed) {
                    return CompletableFuture.completedFuture(null);
                }
                ends.add(end);
            }
            send(NOTIFY_CLOSE, connections.key());
            return end;
        }

        void counted(int open) {
            CompletableFuture<Integer> count;
            synchronized (SocketBookkeeping.this) {
                count = counts.poll();
            }
            if (count != null) {
                count.completeAsync(() -> open);
            }
        }

        /** All closed there. */
        void ended() {
            List<CompletableFuture<Void>> told;
            synchronized (SocketBookkeeping.this) {
                told = List.copyOf(ends);
                ends.clear();
            }
            told.forEach(end -> end.completeAsync(() -> null));
        }

        void lost() {
            List<CompletableFuture<Integer>> open;
            synchronized (SocketBookkeeping.this) {
                open = List.copyOf(counts);
                counts.clear();
            }
            for (CompletableFuture<Integer> count : open) {
                count.completeExceptionally(
                        new IpcException(
                                "ERR_CHILD_CLOSED_BEFORE_REPLY",
                                "The child closed its channel before it told how many connections"
                                        + " it has."));
            }
            ended();
            connections.lost(this);
        }
    }
}
