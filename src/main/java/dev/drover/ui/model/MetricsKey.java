package dev.drover.ui.model;

import dev.drover.domain.ProcessDescription;

/**
 * Whose history it is. Ids are given anew when a list is deleted, so the name and the start request
 * belong to it: another process never inherits.
 */
record MetricsKey(int id, String name, String uniqueId) {

    static MetricsKey of(ProcessDescription process) {
        return new MetricsKey(process.id(), process.name(), process.uniqueId());
    }
}
