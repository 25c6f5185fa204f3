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
 * Which lines the table has, from top to bottom: the wanted processes in order; when the user
 * groups, first the starred ones and then each namespace under a line of its own. FX thread only.
 */
final class RowArrangement {

    private static final String GROUP = "table.group";
    private static final String COLLAPSED = "table.collapsed";

    /** Stands for the starred ones where namespaces have their names: none has a tab in it. */
    private static final String STARRED = "\t";

    private final Memory memory;
    private final Stars stars;
    private final String starredTitle;
    private final Map<String, ProcessGroup> groups = new HashMap<>();
    private final Set<String> collapsed;
    private boolean grouping;
    private List<ObservableProcess> processes = List.of();

    /**
     * @param stars whose processes have a group of their own, on top
     * @param starredTitle name of that group
     */
    RowArrangement(Memory memory, Stars stars, String starredTitle) {
        this.memory = memory;
        this.stars = stars;
        this.starredTitle = starredTitle;
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
        group.setCollapsed(value);
        String key =
                groups.entrySet().stream()
                        .filter(entry -> entry.getValue() == group)
                        .findFirst()
                        .map(Map.Entry::getKey)
                        .orElseThrow();
        if (value ? collapsed.add(key) : collapsed.remove(key)) {
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
        // Groups come in the order of their first process: trouble first here, too. Whatever the
        // order, the starred ones are on top.
        Map<String, List<ObservableProcess>> byKey = new LinkedHashMap<>();
        byKey.put(STARRED, new ArrayList<>());
        for (ObservableProcess row : processes) {
            boolean starred = stars.has(row.description());
            String key = starred ? STARRED : row.namespaceProperty().get();
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        byKey.values().removeIf(List::isEmpty);
        groups.keySet().retainAll(byKey.keySet());
        List<ListRow> lines = new ArrayList<>();
        byKey.forEach(
                (key, members) -> {
                    ProcessGroup group = groups.computeIfAbsent(key, this::group);
                    group.setCollapsed(collapsed.contains(key));
                    group.update(members);
                    lines.add(group);
                    if (!group.collapsedProperty().get()) {
                        lines.addAll(members);
                    }
                });
        return lines;
    }

    private ProcessGroup group(String key) {
        return new ProcessGroup(key.equals(STARRED) ? starredTitle : key);
    }
}
