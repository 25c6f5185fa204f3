package dev.drover.supervisor.cluster;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.SendOptions;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One worker of a {@link ClusterPrimary}. Safe for use by several threads; its futures are
 * completed on the event thread of the child and what depends on them must not block.
 */
public final class ClusterWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWorker.class);
    private static final SendOptions KEEP = new SendOptions(true);

    private final ClusterPrimary primary;
    private final int id;
    private final ChildProcess child;
    private final Path cwd;
    private final String app;
    private final CompletableFuture<Void> online = new CompletableFuture<>();
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private final CompletableFuture<Void> disconnected = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    // All below is guarded by the lock of the primary.
    private final Set<ListeningAddress> addresses = new LinkedHashSet<>();
    private boolean adopted;
    private boolean retired;
    private boolean leaving;
    private int unanswered;

    ClusterWorker(ClusterPrimary primary, int id, ChildProcess child, Path cwd, String app) {
        this.primary = primary;
        this.id = id;
        this.child = child;
        this.cwd = cwd;
        this.app = app;
    }

    /** Node's {@code cluster.worker.id}. */
    public int id() {
        return id;
    }

    /** The process. */
    public ChildProcess child() {
        return child;
    }

    /** How connections come to it. */
    public SchedulingPolicy policy() {
        return primary.policy();
    }

    /** Completed when Node runs in it. */
    public CompletableFuture<Void> online() {
        return online;
    }

    /** Completed when it listens for the first time. */
    public CompletableFuture<Void> listening() {
        return listening;
    }

    /** Completed when its channel is closed. */
    public CompletableFuture<Void> disconnected() {
        return disconnected;
    }

    /** Where it has listened so far. */
    public Set<ListeningAddress> addresses() {
        synchronized (primary.lock()) {
            return Set.copyOf(addresses);
        }
    }

    /**
     * Gives it no more connections; what it has goes on. Where workers accept for themselves it
     * still does.
     *
     * @return completed when it has answered for all that were given to it
     */
    public CompletableFuture<Void> retire() {
        synchronized (primary.lock()) {
            if (!retired) {
                retired = true;
                primary.retired(this);
            }
            settleIfQuiet();
            return settled;
        }
    }

    /**
     * Node's {@code worker.disconnect()}: it closes its servers, which closes the idle connections
     * of HTTP servers, waits until all others have ended, and closes the channel. A worker that has
     * nothing else to do ends then.
     */
    public void disconnect() {
        synchronized (primary.lock()) {
            if (!leaving) {
                leaving = true;
                Map<String, @Nullable Object> message = new LinkedHashMap<>();
                message.put("act", "disconnect");
                send(message);
            }
        }
    }

    /**
     * Keeps the sockets that it listens on when it goes: whoever connects until its successor
     * listens waits, and is not refused. Until {@link #releasePlaces}.
     */
    public void holdPlaces() {
        primary.hold(this);
    }

    /** Keeps its sockets no longer: those on which nobody listens are closed. */
    public void releasePlaces() {
        primary.release(this);
    }

    /** Equal for the workers of one application. */
    String app() {
        return app;
    }

    Path cwd() {
        return cwd;
    }

    /** It listened at a primary before this one. */
    void adopted() {
        adopted = true;
        online.complete(null);
        listening.complete(null);
    }

    boolean isAdopted() {
        return adopted;
    }

    boolean isRetired() {
        return retired || leaving;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** It disconnects by its own wish. */
    void leaves() {
        leaving = true;
    }

    void listens(ListeningAddress at) {
        addresses.add(at);
    }

    void gotConnection() {
        unanswered++;
    }

    void answeredConnection() {
        unanswered--;
        settleIfQuiet();
    }

    private void settleIfQuiet() {
        if (retired && unanswered == 0) {
            settled.complete(null);
        }
    }

    /** Sends a message of the protocol. What does not arrive is known from the disconnect. */
    void send(Map<String, @Nullable Object> message) {
        child.send(primary.envelope(message), _ -> {});
    }

    /**
     * As the other, with a copy of a handle.
     *
     * @return false when the handle cannot be sent; then nothing was
     */
    boolean send(Map<String, @Nullable Object> message, Handle handle) {
        try {
            child.send(primary.envelope(message), handle, KEEP, _ -> {});
            return true;
        } catch (IllegalStateException e) {
            LOG.warn("Worker {} (pid {}) cannot be given a socket.", id, child.pid(), e);
            return false;
        }
    }
}
