package dev.drover.childprocess.ipc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The connections that one server has accepted, wherever they are: Node's bookkeeping of sockets
 * that were sent to children, which keeps {@code getConnections} and the end of a server true. Safe
 * for use by several threads; its futures complete on other threads.
 */
public final class Connections {

    /** Another process that was given some of them. */
    interface Holder {
        /** How many are open there. */
        CompletableFuture<Integer> count();

        /** Completes when none is open there. */
        CompletableFuture<Void> allClosed();
    }

    private final String key;
    private final Set<Holder> holders = new LinkedHashSet<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private int open;
    private boolean closing;

    /**
     * @param key what names the server to its holders
     */
    public Connections(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** This process has one more. */
    public synchronized void opened() {
        open++;
    }

    /** This process has closed one. */
    public synchronized void closed() {
        open--;
        completeIfOver();
    }

    /** The server is closed: no more are accepted. */
    public void serverClosed() {
        List<Holder> all;
        synchronized (this) {
            closing = true;
            all = List.copyOf(holders);
            completeIfOver();
        }
        all.forEach(this::awaitClosed);
    }

    /** One was sent; to be called before this process closes its own. */
    void sentTo(Holder holder) {
        boolean ending;
        synchronized (this) {
            holders.add(holder);
            ending = closing;
        }
        if (ending) {
            awaitClosed(holder);
        }
    }

    /** The holder's channel is closed. */
    synchronized void lost(Holder holder) {
        holders.remove(holder);
        completeIfOver();
    }

    private void awaitClosed(Holder holder) {
        holder.allClosed().thenRun(() -> lost(holder));
    }

    private void completeIfOver() {
        if (closing && open == 0 && holders.isEmpty()) {
            over.completeAsync(() -> null);
        }
    }

    /**
     * How many are open, here and elsewhere; fails with {@code ERR_CHILD_CLOSED_BEFORE_REPLY} when
     * a child goes while it is asked.
     */
    public CompletableFuture<Integer> count() {
        List<CompletableFuture<Integer>> counts = new ArrayList<>();
        List<Holder> all;
        synchronized (this) {
            counts.add(CompletableFuture.completedFuture(open));
            all = List.copyOf(holders);
        }
        all.forEach(holder -> counts.add(holder.count()));
        return counts.stream().reduce((a, b) -> a.thenCombineAsync(b, Integer::sum)).orElseThrow();
    }

    /** Completes when the server is closed and all its connections are, here and elsewhere. */
    public CompletableFuture<Void> over() {
        return over.copy();
    }
}
