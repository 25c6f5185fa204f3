package dev.drover.ui.processtable;

import dev.drover.ui.common.Memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Layouts of the columns that the user has saved under a name. FX thread only. */
final class ColumnSets {

    private static final String KEY = "table.columnSets";

    private final Memory memory;

    ColumnSets(Memory memory) {
        this.memory = memory;
    }

    List<String> names() {
        return List.copyOf(all().keySet());
    }

    Optional<String> layout(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** Saves; a set of the same name gives way. A name without a letter is not taken. */
    void save(String name, String layout) {
        String clean = name.replaceAll("[\\t\\n\\r]", " ").strip();
        if (!clean.isEmpty()) {
            Map<String, String> sets = all();
            sets.put(clean, layout);
            write(sets);
        }
    }

    void forget(String name) {
        Map<String, String> sets = all();
        sets.remove(name);
        write(sets);
    }

    private Map<String, String> all() {
        Map<String, String> sets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        memory.get(KEY, "")
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> sets.put(parts[0], parts[1]));
        return sets;
    }

    private void write(Map<String, String> sets) {
        memory.put(
                KEY,
                sets.entrySet().stream()
                        .map(set -> set.getKey() + "\t" + set.getValue())
                        .collect(Collectors.joining("\n")));
    }
}
