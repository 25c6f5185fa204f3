/**
 * Reads log files of any size: a screenful at a place, a search, line numbers. Nothing here loads a
 * whole file. Entry point: {@link dev.drover.logfile.LogReader}.
 *
 * <p>It lies below both who has the files and who shows them: {@code supervisor.log} reads with it
 * for whoever asks a supervisor, and {@code client} does it itself on the files of a PM2 daemon,
 * which serves none.
 *
 * <p>Arrows: depends on {@code domain}.
 */
package dev.drover.logfile;
