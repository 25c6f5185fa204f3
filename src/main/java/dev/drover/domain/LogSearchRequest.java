package dev.drover.domain;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Asks for the next lines of one log that a search finds. Whoever wants more asks again from where
 * it stopped; whoever does not, does not.
 *
 * @param id of the process
 * @param from offset to begin at; without one the beginning of the log, or its end when backwards
 * @param maxHits it stops when it has found so many lines
 * @param budget it stops after so long, but looks at a part of the log at least
 */
public record LogSearchRequest(
        int id,
        LogStream stream,
        LogQuery query,
        OptionalLong from,
        boolean forward,
        int maxHits,
        Duration budget) {}
