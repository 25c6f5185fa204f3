package dev.drover.supervisor;

import dev.drover.domain.ProcessEvent;

import java.util.function.Consumer;

/** Hears what happens in a supervisor, in order and one call at a time, on changing threads. */
public interface EventListener {

    /** Something has happened. Must not block. */
    void happened(ProcessEvent event);

    /**
     * Whether it wants all output of the services, too: while nobody does, that is not read from
     * the log files. Asked by any thread before a piece of output is published. There is no
     * default: one listener that says yes without need costs a flooding service's supervisor half a
     * core.
     */
    boolean wantsOutput();

    /** One or more events have been told, and no other follows for now. */
    default void settled() {}

    /** Hears everything, all output included. */
    static EventListener ofEverything(Consumer<ProcessEvent> consumer) {
        return of(consumer, true);
    }

    /** Hears what happens to the services; of their output only what others make it be read. */
    static EventListener ofChanges(Consumer<ProcessEvent> consumer) {
        return of(consumer, false);
    }

    private static EventListener of(Consumer<ProcessEvent> consumer, boolean wantsOutput) {
        return new EventListener() {
            @Override
            public void happened(ProcessEvent event) {
                consumer.accept(event);
            }

            @Override
            public boolean wantsOutput() {
                return wantsOutput;
            }
        };
    }
}
