package dev.drover.supervisor.cluster;

import dev.drover.childprocess.Handle;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A bound socket that each worker gets a copy of and listens on itself; for UDP always. */
final class SharedHandle implements SharedSocket {

    private final String key;
    private final Handle handle;
    private final @Nullable Object data;
    private final Set<ClusterWorker> members = new HashSet<>();

    SharedHandle(ListenRequest first, Handle handle) {
        this.key = first.key();
        this.data = first.data();
        this.handle = handle;
    }

    @Override
    public void join(ClusterWorker worker, long seq) {
        members.add(worker);
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("errno", 0);
        reply.put("key", key);
        reply.put("ack", seq);
        reply.put("data", data);
        worker.send(reply, handle);
    }

    @Override
    public void rejoin(ClusterWorker worker) {
        members.add(worker);
    }

    @Override
    public boolean has(ClusterWorker worker) {
        return members.contains(worker);
    }

    @Override
    public void leave(ClusterWorker worker) {
        members.remove(worker);
    }

    @Override
    public void answered(ClusterWorker worker, long seq, boolean accepted) {}

    /** The worker has its own copy, and only itself can close that. */
    @Override
    public void retire(ClusterWorker worker) {}

    @Override
    public void lost(ClusterWorker worker) {
        members.remove(worker);
    }

    @Override
    public boolean isUnused() {
        return members.isEmpty();
    }

    @Override
    public void close() {
        handle.close();
    }
}
