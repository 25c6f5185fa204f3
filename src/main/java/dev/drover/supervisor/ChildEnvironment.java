package dev.drover.supervisor;

import dev.drover.domain.ProcessDescription;

import java.util.Map;

/**
 * Makes the environment that a child sees. Injected, because its names belong to the wire protocol.
 */
@FunctionalInterface
public interface ChildEnvironment {

    /**
     * The whole environment of the run that is about to start; {@code process} is in status
     * launching.
     */
    Map<String, String> of(ProcessDescription process);
}
