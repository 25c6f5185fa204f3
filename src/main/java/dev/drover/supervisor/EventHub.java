package dev.drover.supervisor;

import dev.drover.domain.ProcessEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listeners of one supervisor. Listeners may be added by any thread; events are published by
 * the owner of the mailbox's turn, which the rest of this package calls the owner thread.
 */
final class EventHub {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final Runnable listChanged;

    /**
     * @param listChanged is called, before any listener, for each event that changes what the saved
     *     list says
     */
    EventHub(Runnable listChanged) {
        this.listChanged = listChanged;
    }

    /** Compared by identity, so that one listener may be added twice and removed once. */
    private static final class Subscription {
        private final EventListener listener;

        private Subscription(EventListener listener) {
            this.listener = listener;
        }
    }

    AutoCloseable subscribe(EventListener listener) {
        Subscription subscription = new Subscription(listener);
        subscriptions.add(subscription);
        return () -> subscriptions.remove(subscription);
    }

    /** True when somebody wants to hear of output; from any thread. */
    boolean wantsOutput() {
        for (Subscription one : subscriptions) {
            if (one.listener.wantsOutput()) {
                return true;
            }
        }
        return false;
    }

    /** The boundary at which a failing listener ends: the others still hear the event. */
    void publish(ProcessEvent event) {
        if (event instanceof ProcessEvent.ProcessAdded
                || event instanceof ProcessEvent.ProcessChanged
                || event instanceof ProcessEvent.ProcessDeleted) {
            listChanged.run();
        }
        for (Subscription one : subscriptions) {
            try {
                one.listener.happened(event);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on {}.", event.getClass().getSimpleName(), e);
            }
        }
    }

    /** No event follows for now. */
    void settle() {
        for (Subscription one : subscriptions) {
            try {
                one.listener.settled();
            } catch (RuntimeException e) {
                LOG.error("A listener failed.", e);
            }
        }
    }

    /** Keeps a line for the supervisor's log until there is somebody to read it. */
    void logToFirst(String line) {
        kept.add(line);
        if (!subscriptions.isEmpty()) {
            publishKept();
        }
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
