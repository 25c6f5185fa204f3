package dev.drover.domain;

/**
 * What the machine is doing.
 *
 * @param cpuPercent of all cores together, 0 to 100
 * @param memoryTotal bytes
 * @param memoryAvailable bytes that programs could still get
 * @param diskReads bytes per second
 * @param diskWrites bytes per second
 */
public record HostLoad(
        double cpuPercent,
        long memoryTotal,
        long memoryAvailable,
        double diskReads,
        double diskWrites) {}
