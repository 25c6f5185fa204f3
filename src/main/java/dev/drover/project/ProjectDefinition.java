package dev.drover.project;

import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.List;

/**
 * What a definition file says.
 *
 * @param file where it came from
 * @param apps what it defines, in its order; empty when there are problems: nothing is started from
 *     a file with errors
 * @param problems what is wrong with it
 * @param environments the names that {@link FileSelection#withEnvironment} takes, in the file's
 *     order
 * @param notes what was left out, and why; the rest can be started
 */
public record ProjectDefinition(
        Path file,
        List<ProcessSpec> apps,
        List<Problem> problems,
        List<String> environments,
        List<Problem> notes) {

    public ProjectDefinition {
        problems = List.copyOf(problems);
        apps = problems.isEmpty() ? List.copyOf(apps) : List.of();
        environments = List.copyOf(environments);
        notes = List.copyOf(notes);
    }

    /** Nothing was left out. */
    public ProjectDefinition(
            Path file, List<ProcessSpec> apps, List<Problem> problems, List<String> environments) {
        this(file, apps, problems, environments, List.of());
    }
}
