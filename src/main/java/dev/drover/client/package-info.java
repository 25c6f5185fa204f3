/**
 * PM2's JavaScript API for Java: start with {@link dev.drover.client.ProcessManagers#connect()},
 * which gives a {@link dev.drover.client.ProcessManager}. It talks to Drover's supervisor and to
 * PM2's own daemon alike.
 *
 * <p>Arrows: depends on {@code protocol}, {@code project}, {@code logfile} and {@code domain}.
 */
package dev.drover.client;
