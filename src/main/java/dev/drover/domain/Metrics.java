package dev.drover.domain;

import java.util.Optional;

/**
 * One sample of a process.
 *
 * @param cpuPercent CPU since the sample before, 100 is one full core, one decimal
 * @param memoryBytes resident memory of the process itself, without its children
 * @param tree of the process and all its descendants together; empty where nobody counted them
 */
public record Metrics(double cpuPercent, long memoryBytes, Optional<Usage> tree) {

    public static final Metrics NONE = new Metrics(0, 0);

    /**
     * What several processes use.
     *
     * @param cpuPercent of all together
     * @param memoryBytes resident memory of each, added: what they share counts for each of them
     */
    public record Usage(double cpuPercent, long memoryBytes) {}

    /** Of the process alone. */
    public Metrics(double cpuPercent, long memoryBytes) {
        this(cpuPercent, memoryBytes, Optional.empty());
    }

    /** The figures of the process alone. */
    public Usage own() {
        return new Usage(cpuPercent, memoryBytes);
    }
}
