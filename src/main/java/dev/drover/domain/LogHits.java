package dev.drover.domain;

import java.time.Instant;
import java.util.List;

/**
 * Lines that a search found.
 *
 * @param hits in the order in which they were found
 * @param next where to go on
 * @param done nothing is left in this direction
 * @param tooSlow the expression took too long on a line, which was passed over
 */
public record LogHits(List<Hit> hits, long next, boolean done, boolean tooSlow) {

    /**
     * A line with a hit.
     *
     * @param offset where the line begins
     * @param at when it was received; {@link Instant#EPOCH} when not known
     */
    public record Hit(long offset, Instant at) {}

    public LogHits {
        hits = List.copyOf(hits);
    }
}
