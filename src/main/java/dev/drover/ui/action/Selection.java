package dev.drover.ui.action;

import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a command would act on.
 *
 * @param processes the selected rows, in the order of the table
 * @param features what the connected supervisor has beyond PM2 ({@code ProcessManager.features()});
 *     empty when there is no connection
 * @param here whether the processes run on this machine
 */
public record Selection(
        List<ProcessDescription> processes, Optional<Set<String>> features, boolean here) {

    public static final Selection NONE = new Selection(List.of(), Optional.empty());

    /** Of processes on this machine. */
    public Selection(List<ProcessDescription> processes, Optional<Set<String>> features) {
        this(processes, features, true);
    }

    public Selection {
        processes = List.copyOf(processes);
        features = features.map(Set::copyOf);
    }

    // Those that Java makes for a record link method handles at their first use, which is in the
    // window's first frame.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection selection
                && here == selection.here
                && features.equals(selection.features)
                && processes.equals(selection.processes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(processes, features, here);
    }

    boolean isConnected() {
        return features.isPresent();
    }

    boolean isDrover() {
        return features.map(set -> !set.isEmpty()).orElse(false);
    }
}
