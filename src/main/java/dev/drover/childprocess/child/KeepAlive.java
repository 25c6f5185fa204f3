package dev.drover.childprocess.child;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the JVM from ending while somebody holds it: one thread that is no daemon, there only while
 * it is needed.
 */
final class KeepAlive {

    private static final KeepAlive SHARED = new KeepAlive();

    private final Set<Object> holders = new HashSet<>();
    private boolean running;

    private KeepAlive() {}

    /** The one of this JVM. */
    static KeepAlive shared() {
        return SHARED;
    }

    synchronized void hold(Object holder) {
        holders.add(holder);
        if (!running) {
            running = true;
            Thread.ofPlatform().name("drover-child-ref").daemon(false).start(this::park);
        }
    }

    synchronized void release(Object holder) {
        holders.remove(holder);
        notifyAll();
    }

    private synchronized void park() {
        try {
            while (!holders.isEmpty()) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }
}
