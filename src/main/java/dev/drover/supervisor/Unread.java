package dev.drover.supervisor;

import dev.drover.supervisor.SupervisorException.Kind;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Roughly how many bytes of messages and lines wait for a process that does not read: so that what
 * is sent to it cannot fill the supervisor's memory. Safe for use by several threads.
 */
final class Unread {

    private static final long LIMIT = 8 << 20;

    private final AtomicLong bytes = new AtomicLong();

    /**
     * Counts what is about to be sent. Something of any size goes when nothing waits.
     *
     * @throws SupervisorException when too much waits already
     */
    void add(String name, long more) {
        long before = bytes.getAndAdd(more);
        if (before > 0 && before + more > LIMIT) {
            bytes.addAndGet(-more);
            throw new SupervisorException(
                    Kind.NO_IPC_CHANNEL,
                    "%s does not read what it is sent: %d bytes wait already."
                            .formatted(name, before));
        }
    }

    /** Counts what was taken, or lost. */
    void remove(long less) {
        bytes.addAndGet(-less);
    }
}
