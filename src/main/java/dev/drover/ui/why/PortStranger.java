package dev.drover.ui.why;

import java.time.Instant;

/**
 * A process that is no service and has a port that a service wants; it belongs to the user and may
 * be ended.
 *
 * @param startedAt with the pid it names the process for ever
 * @param command as far as it can be seen
 */
public record PortStranger(long pid, Instant startedAt, String command, String user, int port) {}
