package dev.drover.project;

import dev.drover.domain.ProcessSpec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a definition file is meant: PM2's {@code --env} and {@code --only}.
 *
 * @param environment name of the environment: the variables of {@code env_<name>} go over {@code
 *     env}
 * @param only names or namespaces of the apps; empty: all
 */
public record FileSelection(Optional<String> environment, Set<String> only) {

    /** Every app with its plain environment. */
    public static final FileSelection ALL = new FileSelection(Optional.empty(), Set.of());

    public FileSelection {
        only = Set.copyOf(only);
    }

    /** The same with a named environment. */
    public FileSelection withEnvironment(String name) {
        return new FileSelection(Optional.of(name), only);
    }

    /** The same with only these apps, by name or namespace. */
    public FileSelection withOnly(String... names) {
        return new FileSelection(environment, Set.of(names));
    }

    /** The chosen ones; a name that nothing has is a problem. */
    List<ProcessSpec> choose(List<ProcessSpec> specs, List<Problem> problems) {
        if (only.isEmpty()) {
            return specs;
        }
        Set<String> known =
                specs.stream()
                        .flatMap(spec -> List.of(spec.name(), spec.namespace()).stream())
                        .collect(Collectors.toSet());
        if (problems.isEmpty()) {
            only.stream()
                    .sorted()
                    .filter(name -> !known.contains(name))
                    .forEach(
                            name ->
                                    problems.add(
                                            new Problem(
                                                    0,
                                                    "the file defines no app named \"%s\"%s"
                                                            .formatted(
                                                                    name,
                                                                    NearMiss.hint(name, known)))));
        }
        return specs.stream()
                .filter(spec -> only.contains(spec.name()) || only.contains(spec.namespace()))
                .toList();
    }
}
