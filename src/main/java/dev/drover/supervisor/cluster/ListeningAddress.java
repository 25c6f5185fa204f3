package dev.drover.supervisor.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Where a worker listens.
 *
 * @param address IP literal or path; null: all addresses of this machine
 * @param port the real one; -1 for a path
 */
public record ListeningAddress(@Nullable String address, int port, AddressType type) {}
