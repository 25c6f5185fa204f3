package dev.drover.domain;

import java.time.Instant;
import java.util.Map;

/**
 * Figures of all services of a supervisor.
 *
 * @param at when they were read, by the clock of the supervisor
 * @param byId by the id of the entry
 */
public record FigureSheet(Instant at, Map<Integer, ProcessFigures> byId) {

    public FigureSheet {
        byId = Map.copyOf(byId);
    }
}
