/**
 * CPU and memory of services. Entry point: {@link dev.drover.supervisor.metrics.Sampler}.
 *
 * <p>Arrows: depends on {@code domain} and OSHI.
 */
package dev.drover.supervisor.metrics;
