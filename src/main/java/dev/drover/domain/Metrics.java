package dev.drover.domain;

/**
 * One sample of a process.
 *
 * @param cpuPercent CPU since the sample before, 100 is one full core, one decimal
 * @param memoryBytes resident memory of the process itself, without its children
 */
public record Metrics(double cpuPercent, long memoryBytes) {

    public static final Metrics NONE = new Metrics(0, 0);
}
