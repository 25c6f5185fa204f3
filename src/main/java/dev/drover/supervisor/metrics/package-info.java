/**
 * CPU, memory and ports of services. Entry points: {@link dev.drover.supervisor.metrics.Sampler}
 * and {@link dev.drover.supervisor.metrics.PortSampler}.
 *
 * <p>Arrows: depends on {@code domain} and OSHI.
 */
package dev.drover.supervisor.metrics;
