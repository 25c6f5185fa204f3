package dev.drover.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is told, once, that a connection has ended. Safe for use by several threads. */
final class CloseListeners {

    private final List<Runnable> listeners = new ArrayList<>();
    private boolean closed;
    private Optional<String> reason = Optional.empty();

    void add(Runnable listener) {
        synchronized (this) {
            if (!closed) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void reason(IOException cause) {
        if (reason.isEmpty()) {
            reason = Optional.ofNullable(cause.getMessage());
        }
    }

    synchronized Optional<String> reason() {
        return reason;
    }

    /** Tells everybody; later calls do nothing. */
    void fire() {
        List<Runnable> told;
        synchronized (this) {
            closed = true;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Runnable::run);
    }
}
