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

    /**
     * Listens to raw events. In {@code pattern} a {@code *} matches one or more characters.
     *
     * @param listener gets the topic and the JSON-shaped payload
     */
    void on(String pattern, BiConsumer<String, Map<String, Object>> listener);

    /**
     * Listens to decoded events. From Drover's supervisor that is all of them; from a PM2 daemon
     * those that PM2 knows, with what PM2 tells.
     */
    void onEvent(Consumer<ProcessEvent> listener);

    /** Called once when the connection has ended; at once when it has ended already. */
    void onClose(Runnable listener);

    @Override
    void close();
}
