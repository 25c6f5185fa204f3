package dev.drover.childprocess;

import dev.drover.domain.Signal;

/**
 * A process of this machine, pinned by pid and start time, so that a reused pid is never taken for
 * it. A zombie counts as dead.
 */
public interface ProcessRef {

    /** The operating system's number. */
    long pid();

    /**
     * When it began, in the system's own words; together with the pid it names this very process
     * for ever, across restarts of the machine too. Equal texts, equal start.
     */
    String start();

    /** True when it began a session of its own, as far as the system tells. */
    default boolean leadsSession() {
        return false;
    }

    /** True while this very process runs. */
    boolean isAlive();

    /**
     * Sends a signal to this very process.
     *
     * @return false when it has ended or may not be signalled
     */
    boolean signal(Signal signal);
}
