package dev.drover.supervisor;

import dev.drover.domain.ProcessEvent;

/** Hears what happens in a supervisor, in order and one call at a time, on changing threads. */
@FunctionalInterface
public interface EventListener {

    /** Something has happened. Must not block. */
    void happened(ProcessEvent event);

    /**
     * Whether it wants all output of the services, too: while nobody does, that is not read from
     * the log files. Asked by any thread before a piece of output is published.
     */
    default boolean wantsOutput() {
        return true;
    }

    /** One or more events have been told, and no other follows for now. */
    default void settled() {}
}
