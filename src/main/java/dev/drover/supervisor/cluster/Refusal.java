package dev.drover.supervisor.cluster;

/**
 * A worker could not listen.
 *
 * @param worker who asked
 * @param address as for a user: {@code *:3000}
 * @param code the error's name: {@code EADDRINUSE}, {@code EACCES}, …
 * @param reason in words
 */
public record Refusal(ClusterWorker worker, String address, String code, String reason) {}
