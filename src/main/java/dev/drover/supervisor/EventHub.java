package dev.drover.supervisor;

import dev.drover.domain.ProcessEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The listeners of one supervisor. Listeners may be added by any thread; events are published by
 * the owner thread.
 */
final class EventHub {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();

    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final Runnable listChanged;

    /**
     * @param listChanged is called, before any listener, for each event that changes what the saved
     *     list says
     */
    EventHub(Runnable listChanged) {
        this.listChanged = listChanged;
    }

    AutoCloseable subscribe(Consumer<ProcessEvent> listener) {
        // A wrapper of its own, so that one listener may be added twice and removed once.
        Consumer<ProcessEvent> entry = listener::accept;
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** The boundary at which a failing listener ends: the others still hear the event. */
    void publish(ProcessEvent event) {
        if (event instanceof ProcessEvent.ProcessAdded
                || event instanceof ProcessEvent.ProcessChanged
                || event instanceof ProcessEvent.ProcessDeleted) {
            listChanged.run();
        }
        for (Consumer<ProcessEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on {}.", event.getClass().getSimpleName(), e);
            }
        }
    }

    /** Keeps a line for the supervisor's log until there is somebody to read it. */
    void logToFirst(String line) {
        kept.add(line);
    }

    /** Publishes what was kept. */
    void publishKept() {
        for (String line = kept.poll(); line != null; line = kept.poll()) {
            log(line);
        }
    }

    void log(String line) {
        publish(new ProcessEvent.SupervisorLogged(line, Instant.now()));
    }
}
