/**
 * Keeps services alive: one mailbox, one owner at a time, one table of managed processes.
 *
 * <p>Arrows: depends on {@code childprocess} and {@code domain}. Knows nothing of sockets, of PM2's
 * wire format or of JavaFX. A newcomer starts at {@link dev.drover.supervisor.Supervisor}.
 */
package dev.drover.supervisor;
