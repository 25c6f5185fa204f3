package dev.drover.ui.processtable;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;
import dev.drover.ui.model.ObservableProcess;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which processes the user has starred, by namespace and name: an id may belong to another one
 * tomorrow. Each home has its own. FX thread only.
 */
final class Stars {

    private final Memory memory;
    private final String key;
    private final Set<String> names;
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();

    Stars(Memory memory, String home) {
        this.memory = memory;
        this.key = "stars " + home;
        this.names = new HashSet<>(memory.get(key, "").lines().toList());
    }

    boolean has(ProcessDescription process) {
        return names.contains(name(process));
    }

    /** Changes with every star. */
    ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** Stars all of them, or none when all are starred. */
    void toggle(List<ProcessDescription> processes) {
        boolean off = processes.stream().allMatch(this::has);
        for (ProcessDescription process : processes) {
            if (off) {
                names.remove(name(process));
            } else {
                names.add(name(process));
            }
        }
        memory.put(key, String.join("\n", names));
        revision.set(revision.get() + 1);
    }

    /** The starred ones first, else as {@code order} says. */
    Comparator<ObservableProcess> first(Comparator<? super ObservableProcess> order) {
        return Comparator.comparing((ObservableProcess row) -> !has(row.description()))
                .thenComparing(order);
    }

    private static String name(ProcessDescription process) {
        return process.namespace() + "/" + process.name();
    }
}
