/**
 * A supervisor behind PM2's wire protocol: the home folder and its lock, the two sockets, the
 * method table and the event publisher. Entry point: {@link dev.drover.daemon.Daemon}.
 *
 * <p>Arrows: depends on {@code supervisor}, {@code protocol}, {@code childprocess} (to signal a
 * peer), {@code domain} and its own {@code daemon.setup}.
 */
package dev.drover.daemon;
