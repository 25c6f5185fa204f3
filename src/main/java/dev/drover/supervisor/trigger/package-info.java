/**
 * What asks for a restart apart from an exit and a user: changed files and schedules.
 *
 * <p>Arrows: depends on {@code supervisor} and {@code domain}; a client of the supervisor like any
 * other. A newcomer starts at {@link dev.drover.supervisor.trigger.RestartTriggers}.
 */
package dev.drover.supervisor.trigger;
