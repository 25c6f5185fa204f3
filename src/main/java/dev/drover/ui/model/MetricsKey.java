package dev.drover.ui.model;

import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

/**
 * Whose history it is. Ids are given anew when a list is deleted, so the name and the start request
 * belong to it: another process never inherits.
 */
record MetricsKey(int id, String name, String uniqueId) {

    static MetricsKey of(ProcessDescription process) {
        return new MetricsKey(process.id(), process.name(), process.uniqueId());
    }

    // Those that Java makes for a record link method handles at their first use, which is in the
    // window's first frame.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricsKey key
                && id == key.id
                && name.equals(key.name)
                && uniqueId.equals(key.uniqueId);
    }

    @Override
    public int hashCode() {
        return 31 * id + uniqueId.hashCode();
    }
}
