/**
 * CPU, memory and ports of services, and what is only looked at when somebody asks: threads, open
 * files, disk. Entry points: {@link dev.drover.supervisor.metrics.Sampler}, {@link
 * dev.drover.supervisor.metrics.PortSampler} and {@link dev.drover.supervisor.metrics.Activity}.
 *
 * <p>Arrows: depends on {@code domain} and OSHI.
 */
package dev.drover.supervisor.metrics;
