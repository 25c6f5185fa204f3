package dev.drover.supervisor;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

    /**
     * The specification of one more instance of a name: its variables may count up.
     *
     * @param present gives the entries that there are, at a cost: most have no such variable
     */
    default ProcessSpec ofNewInstance(
            ProcessSpec spec, Supplier<List<ProcessDescription>> present) {
        return spec;
    }
}
