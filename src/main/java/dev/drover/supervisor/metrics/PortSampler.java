package dev.drover.supervisor.metrics;

import dev.drover.domain.ListeningPort;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds who listens on which port. Blocks for reads of system tables. Not safe for use by several
 * threads.
 */
public interface PortSampler {

    /**
     * The TCP ports that these processes and their descendants listen on, and the UDP ports they
     * are bound to, sorted. A process without one is absent from the answer. While neither the
     * sockets of the machine nor the given processes have changed, the answer is that of the call
     * before.
     */
    Map<Long, List<ListeningPort>> sample(Collection<Long> roots);

    /** Who has a port, TCP before UDP; empty when nobody has. */
    Optional<PortHolder> holder(int port);

    /** The cheapest one that this platform has. */
    static PortSampler ofPlatform() {
        return ProcSampler.isSupported() ? new ProcPortSampler() : new OshiPortSampler();
    }
}
