/**
 * The restart decision: what happens after a process ended by itself. Pure; entry point {@link
 * dev.drover.supervisor.restart.RestartDecider}.
 *
 * <p>Arrows: depends on {@code domain} only.
 */
package dev.drover.supervisor.restart;
