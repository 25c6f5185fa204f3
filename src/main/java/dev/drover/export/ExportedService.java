package dev.drover.export;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Triggers;

/**
 * A service to be exported.
 *
 * @param spec what runs
 * @param triggers what restarts it apart from its own exit
 * @param instances copies, at least 1
 */
public record ExportedService(ProcessSpec spec, Triggers triggers, int instances) {

    public ExportedService {
        if (instances < 1) {
            throw new IllegalArgumentException("a service has at least one instance");
        }
    }
}
