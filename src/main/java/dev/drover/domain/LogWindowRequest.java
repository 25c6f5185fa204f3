package dev.drover.domain;

/**
 * Asks for lines of one log of one process.
 *
 * @param id of the process
 * @param forward the lines that begin at {@code place} or after it; otherwise those before it
 * @param maxBytes as many whole lines as fit in, but one piece of a line at least
 */
public record LogWindowRequest(
        int id, LogStream stream, LogPlace place, boolean forward, int maxBytes) {}
