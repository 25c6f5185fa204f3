package dev.drover.supervisor.metrics;

import dev.drover.domain.Metrics;

import java.util.Collection;
import java.util.Map;

/**
 * Measures processes. CPU is counted since the sample before; the first sample of a process gives
 * its average since it began. Not safe for use by several threads.
 */
public interface Sampler {

    /** Samples these processes; one that does not run any more is absent from the answer. */
    Map<Long, Metrics> sample(Collection<Long> pids);

    /**
     * As {@link #sample}, each with its descendants where this platform lets them be counted
     * cheaply. What lives shorter than the time between two samples is not seen.
     */
    default Map<Long, Metrics> sampleTrees(Collection<Long> pids) {
        return sample(pids);
    }

    /** The cheapest one that this platform has. */
    static Sampler ofPlatform() {
        return ProcSampler.isSupported() ? new ProcSampler() : new OshiSampler();
    }
}
