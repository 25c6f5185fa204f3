package dev.drover.supervisor;

import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.supervisor.SupervisorException.Kind;
import dev.drover.supervisor.log.ProcessLogs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All entries by id, and the rules by which an entry gets its id, instance number and file names.
 */
final class ProcessTable {

    private final SortedMap<Integer, ManagedProcess> rows = new TreeMap<>();
    private int nextId;

    /** By ascending id. */
    Collection<ManagedProcess> rows() {
        return List.copyOf(rows.values());
    }

    List<ProcessDescription> describe() {
        return rows.values().stream().map(ManagedProcess::describe).toList();
    }

    boolean has(int id) {
        return rows.containsKey(id);
    }

    boolean hasName(String name) {
        return rows.values().stream().anyMatch(row -> row.spec.name().equals(name));
    }

    ManagedProcess get(int id) {
        ManagedProcess row = rows.get(id);
        if (row == null) {
            throw new SupervisorException(
                    Kind.UNKNOWN_PROCESS,
                    "No process has the id " + id + "; the list shows which ids there are.");
        }
        return row;
    }

    /**
     * Adds an entry with the next id, the lowest free instance number of its name, and files of its
     * own.
     */
    ManagedProcess add(ProcessSpec spec, String uniqueId) {
        int id = nextId++;
        ManagedProcess row =
                new ManagedProcess(id, freeInstance(spec.name()), uniqueId, withOwnFiles(spec, id));
        rows.put(id, row);
        return row;
    }

    /** Brings an entry back as it was saved. */
    ManagedProcess restore(ProcessDescription saved) {
        ManagedProcess row =
                new ManagedProcess(saved.id(), saved.instance(), saved.uniqueId(), saved.spec());
        rows.put(row.id, row);
        nextId = Math.max(nextId, row.id + 1);
        return row;
    }

    /**
     * Removes an entry. Ids begin at 0 again when none is left.
     *
     * @return false when it was removed before
     */
    boolean remove(ManagedProcess row) {
        boolean removed = rows.remove(row.id, row);
        if (rows.isEmpty()) {
            nextId = 0;
        }
        return removed;
    }

    /** True when another entry writes to a log file of this one. */
    boolean sharesLogs(ManagedProcess row) {
        Set<Path> own = logFiles(row);
        return rows.values().stream()
                .filter(other -> other != row)
                .anyMatch(other -> logFiles(other).stream().anyMatch(own::contains));
    }

    private static Set<Path> logFiles(ManagedProcess row) {
        LogSettings logs = row.spec.logs();
        return Stream.of(logs.out(), logs.err())
                .filter(path -> !ProcessLogs.isOff(path))
                .collect(Collectors.toSet());
    }

    private int freeInstance(String name) {
        Set<Integer> used =
                rows.values().stream()
                        .filter(row -> row.spec.name().equals(name))
                        .map(row -> row.instance)
                        .collect(Collectors.toSet());
        int free = 0;
        while (used.contains(free)) {
            free++;
        }
        return free;
    }

    private static ProcessSpec withOwnFiles(ProcessSpec spec, int id) {
        LogSettings logs = spec.logs();
        if (!logs.merge()) {
            logs =
                    logs.withFiles(
                            numbered(logs.out(), ".log", id),
                            numbered(logs.err(), ".log", id),
                            logs.combined().map(path -> numbered(path, ".log", id)));
        }
        return spec.toBuilder().logs(logs).pidFile(numbered(spec.pidFile(), ".pid", id)).build();
    }

    /** {@code name.log} and {@code name-7.log} become {@code name-<id>.log}. */
    private static Path numbered(Path path, String ending, int id) {
        Path last = path.getFileName();
        if (ProcessLogs.isOff(path) || last == null) {
            return path;
        }
        String name = last.toString();
        String stem =
                name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        return path.resolveSibling(stem.replaceFirst("-\\d+$", "") + "-" + id + ending);
    }
}
