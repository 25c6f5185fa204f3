/**
 * What a child process is whatever backend started it: its events, their order, and the calls that
 * only forward.
 *
 * <p>Arrows: depends on {@code childprocess}, {@code childprocess.ipc} and {@code domain}; the
 * backends build on it.
 */
package dev.drover.childprocess.child;
