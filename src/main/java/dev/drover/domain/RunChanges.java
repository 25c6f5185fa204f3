package dev.drover.domain;

import java.util.List;

/**
 * How a run differs from an earlier one of the same entry, as far as it can be known.
 *
 * @param setupKnown false when definition, environment, program and commit of one of the runs were
 *     not noted; then only files are told of
 * @param changes empty when nothing is known to have changed
 */
public record RunChanges(boolean setupKnown, List<RunChange> changes) {

    public RunChanges {
        changes = List.copyOf(changes);
    }
}
