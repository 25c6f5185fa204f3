/**
 * PM2's JSON shapes to and from the domain. PM2's field names appear in this package and nowhere
 * else. Entry points: {@link dev.drover.protocol.pm2.SpecFields} for options, {@link
 * dev.drover.protocol.pm2.ListEntry} for a process description, {@link
 * dev.drover.protocol.pm2.BusEvents} for events, {@link dev.drover.protocol.pm2.Arguments} for the
 * arguments of the methods.
 *
 * <p>Arrows: depends on {@code protocol}, {@code protocol.bus} and {@code domain}.
 */
package dev.drover.protocol.pm2;
