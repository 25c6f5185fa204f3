package dev.drover.supervisor;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Makes the environment that a child sees, and says whose it is. Injected, because the names belong
 * to the wire protocol.
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

    /** Who the run is to be, as far as it is not the supervisor's user. */
    default User userOf(ProcessSpec spec) {
        return User.OWN;
    }

    /**
     * A user and a group, by number.
     *
     * @param uid empty: the supervisor's
     * @param gid empty: the supervisor's
     */
    record User(OptionalInt uid, OptionalInt gid) {

        static final User OWN = new User(OptionalInt.empty(), OptionalInt.empty());
    }
}
