package dev.drover.childprocess;

import dev.drover.domain.Signal;

/**
 * A process of this machine, pinned by pid and start time, so that a reused pid is never taken for
 * it. A zombie counts as dead.
 */
public interface ProcessRef {

    /** The operating system's number. */
    long pid();

    /** True while this very process runs. */
    boolean isAlive();

    /**
     * Sends a signal to this very process.
     *
     * @return false when it has ended or may not be signalled
     */
    boolean signal(Signal signal);
}
