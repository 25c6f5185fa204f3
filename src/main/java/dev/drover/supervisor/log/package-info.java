/**
 * The output of services: files that hold exactly their bytes, and an index beside each that knows
 * times and runs. Entry point: {@link dev.drover.supervisor.log.ProcessLogs}.
 *
 * <p>A service appends to its files itself; a {@link dev.drover.supervisor.log.LogFollower} reads
 * what appears there. Only where the bytes must differ from the service's own, or where several
 * services share a file, a {@link dev.drover.supervisor.log.LogWriter} stands in between.
 *
 * <p>Arrows: depends on {@code childprocess}, {@code domain} and {@code supervisor.store}.
 */
package dev.drover.supervisor.log;
