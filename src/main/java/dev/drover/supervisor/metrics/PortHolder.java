package dev.drover.supervisor.metrics;

import java.util.OptionalLong;

/**
 * Who has a port.
 *
 * @param pid empty where the system does not let this user see it
 * @param words for a sentence: {@code pid 4711 (node server.js)}
 */
public record PortHolder(OptionalLong pid, String words) {

    private static final int MAX_COMMAND = 80;

    static PortHolder of(long pid, String command) {
        String shown =
                command.length() > MAX_COMMAND ? command.substring(0, MAX_COMMAND) + "…" : command;
        return new PortHolder(
                OptionalLong.of(pid), "pid " + pid + (shown.isEmpty() ? "" : " (" + shown + ")"));
    }

    /** Of another user, whose descriptors are hidden. */
    static PortHolder unseen(int user) {
        return new PortHolder(
                OptionalLong.empty(), "a process of another user (user id %d)".formatted(user));
    }
}
