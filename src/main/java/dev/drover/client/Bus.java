package dev.drover.client;

import dev.drover.domain.ProcessEvent;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The stream of events: PM2's {@code launchBus}. Listeners run on the bus's own thread, in the
 * order of the events. The bus ends with its connection; it does not reconnect by itself.
 */
public interface Bus extends AutoCloseable {

    /** One listener on the bus. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {

        /** The listener is not called any more, except for an event that is on its way already. */
        @Override
        void close();
    }

    /**
     * Listens to raw events, as PM2's {@code bus.on} does. In {@code pattern} a {@code *} matches
     * one or more characters: {@code log:*}, {@code process:event}, {@code *}.
     *
     * @param pattern anchored at both ends
     * @param listener gets the topic and the JSON-shaped payload
     */
    Subscription on(String pattern, BiConsumer<String, Map<String, Object>> listener);

    /**
     * Listens to decoded events. From Drover's supervisor that is all of them; from a PM2 daemon
     * those that PM2 knows, with what PM2 tells.
     */
    Subscription onEvent(Consumer<ProcessEvent> listener);

    /** Called once when the connection has ended; at once when it has ended already. */
    void onClose(Runnable listener);

    @Override
    void close();
}
