package dev.drover.app;

/**
 * The homes that the windows of this program offer each other.
 *
 * @param local on this machine, opened by their folder
 * @param remote on other machines
 */
record KnownHomes(LocalHomes local, RemoteHomes remote) {}
