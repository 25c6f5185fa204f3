package dev.drover.ui.processtable;

import dev.drover.ui.common.Memory;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessGroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which lines the table has, from top to bottom: the wanted processes in order, each namespace
 * under a line of its own when the user groups. FX thread only.
 */
final class RowArrangement {

    private static final String GROUP = "table.group";
    private static final String COLLAPSED = "table.collapsed";

    private final Memory memory;
    private final Map<String, ProcessGroup> groups = new HashMap<>();
    private final Set<String> collapsed;
    private boolean grouping;
    private List<ObservableProcess> processes = List.of();

    RowArrangement(Memory memory) {
        this.memory = memory;
        grouping = Boolean.parseBoolean(memory.get(GROUP, ""));
        collapsed = new HashSet<>(memory.get(COLLAPSED, "").lines().toList());
    }

    boolean isGrouping() {
        return grouping;
    }

    void setGrouping(boolean value) {
        grouping = value;
        memory.put(GROUP, Boolean.toString(value));
    }

    /** Hides or shows the processes of a group. */
    void setCollapsed(ProcessGroup group, boolean value) {
        String namespace = group.nameProperty().get();
        group.setCollapsed(value);
        if (value ? collapsed.add(namespace) : collapsed.remove(namespace)) {
            memory.put(COLLAPSED, String.join("\n", collapsed));
        }
    }

    /** The processes in order, those in collapsed groups too. */
    List<ObservableProcess> processes() {
        return processes;
    }

    /** Chooses and sorts anew. */
    List<ListRow> arrange(
            Collection<ObservableProcess> all,
            Predicate<ObservableProcess> wanted,
            Comparator<? super ObservableProcess> order) {
        processes = all.stream().filter(wanted).sorted(order).toList();
        return lines();
    }

    /**
     * Leaves what is there in its place: takes out what is gone and puts in what has come, where it
     * belongs.
     */
    List<ListRow> keep(
            Collection<ObservableProcess> all,
            Predicate<ObservableProcess> wanted,
            Comparator<? super ObservableProcess> order) {
        Set<ObservableProcess> present = new HashSet<>(all);
        List<ObservableProcess> kept =
                new ArrayList<>(processes.stream().filter(present::contains).toList());
        Set<ObservableProcess> known = new HashSet<>(kept);
        List<ObservableProcess> fresh =
                all.stream()
                        .filter(row -> !known.contains(row))
                        .filter(wanted)
                        .sorted(order)
                        .toList();
        processes = merged(kept, fresh, order);
        return lines();
    }

    private static List<ObservableProcess> merged(
            List<ObservableProcess> kept,
            List<ObservableProcess> fresh,
            Comparator<? super ObservableProcess> order) {
        List<ObservableProcess> all = new ArrayList<>(kept.size() + fresh.size());
        int next = 0;
        for (ObservableProcess row : kept) {
            while (next < fresh.size() && order.compare(fresh.get(next), row) < 0) {
                all.add(fresh.get(next++));
            }
            all.add(row);
        }
        all.addAll(fresh.subList(next, fresh.size()));
        return all;
    }

    /** The lines as they are now: without sorting, only the groups are opened and closed. */
    List<ListRow> lines() {
        if (!grouping) {
            return List.copyOf(processes);
        }
        // Groups come in the order of their first process: trouble first here, too.
        Map<String, List<ObservableProcess>> byNamespace = new LinkedHashMap<>();
        for (ObservableProcess row : processes) {
            byNamespace
                    .computeIfAbsent(row.namespaceProperty().get(), _ -> new ArrayList<>())
                    .add(row);
        }
        groups.keySet().retainAll(byNamespace.keySet());
        List<ListRow> lines = new ArrayList<>();
        byNamespace.forEach(
                (namespace, members) -> {
                    ProcessGroup group = groups.computeIfAbsent(namespace, ProcessGroup::new);
                    group.setCollapsed(collapsed.contains(namespace));
                    group.update(members);
                    lines.add(group);
                    if (!group.collapsedProperty().get()) {
                        lines.addAll(members);
                    }
                });
        return lines;
    }
}
