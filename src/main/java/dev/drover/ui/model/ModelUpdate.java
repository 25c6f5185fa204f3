package dev.drover.ui.model;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happened since the last hand-over, already merged: of many events about one process only the
 * last is left.
 *
 * @param replacement the whole list, to be applied first; empty when the list was not read anew
 * @param changed the last state of each process that was added or changed
 * @param deleted ids of entries that are gone
 * @param samples the last sample of each process
 * @param at when the newest of it happened
 */
public record ModelUpdate(
        Optional<List<ProcessDescription>> replacement,
        List<ProcessDescription> changed,
        Set<Integer> deleted,
        Map<Integer, Metrics> samples,
        Instant at) {

    public ModelUpdate {
        replacement = replacement.map(List::copyOf);
        changed = List.copyOf(changed);
        deleted = Set.copyOf(deleted);
        samples = Map.copyOf(samples);
    }
}
