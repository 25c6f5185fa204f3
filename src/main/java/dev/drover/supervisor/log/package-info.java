/**
 * The output of services: files that hold exactly their bytes, and an index beside each that knows
 * times and runs. Entry point: {@link dev.drover.supervisor.log.ProcessLogs}.
 *
 * <p>A service appends to its log itself; a {@link dev.drover.supervisor.log.LogFollower} reads
 * what appears there. Where the bytes must differ from the service's own, where several services
 * share a file, and where a log cannot be written for now, the service appends to a spool, which a
 * {@link dev.drover.supervisor.log.SpoolFollower} copies into the log. How far each is lies in a
 * {@link dev.drover.supervisor.log.LogCursor}, so that the next supervisor goes on from there.
 * Where there are no spools, a {@link dev.drover.supervisor.log.LogWriter} reads a pipe.
 *
 * <p>Locks are taken in this order: entry, follower, file, index.
 *
 * <p>Arrows: depends on {@code childprocess}, {@code domain}, {@code logfile} and {@code
 * supervisor.store}.
 */
package dev.drover.supervisor.log;
