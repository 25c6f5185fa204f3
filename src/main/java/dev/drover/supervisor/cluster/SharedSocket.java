package dev.drover.supervisor.cluster;

/** A socket that several workers listen on. Guarded by the lock of its primary. */
sealed interface SharedSocket permits RoundRobinSocket, SharedHandle {

    /** A worker listens too; its request {@code seq} is answered. */
    void join(ClusterWorker worker, long seq);

    /** A worker that listened at a primary before this one goes on. */
    void rejoin(ClusterWorker worker);

    /** Whether a worker listens. */
    boolean has(ClusterWorker worker);

    /** A worker listens no more, but is there. */
    void leave(ClusterWorker worker);

    /** A worker answered for the connection that was sent to it as {@code seq}, if it was here. */
    void answered(ClusterWorker worker, long seq, boolean accepted);

    /** A worker gets nothing new from now on. */
    void retire(ClusterWorker worker);

    /** A worker is gone, whatever it had. */
    void lost(ClusterWorker worker);

    /** True when no worker listens: then it is closed. */
    boolean isUnused();

    /** Closes it here, and what waits for a worker. */
    void close();
}
