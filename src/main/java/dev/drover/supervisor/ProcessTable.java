package dev.drover.supervisor;

import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.supervisor.SupervisorException.Kind;
import dev.drover.supervisor.log.ProcessLogs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All entries by id, and the rules by which an entry gets its id, instance number and file names.
 */
final class ProcessTable {

    private static final Pattern OLD_NUMBER = Pattern.compile("-\\d+$");

    private final SortedMap<Integer, ManagedProcess> rows = new TreeMap<>();
    private final SharedEnvironment environment = new SharedEnvironment();
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

    /** Asked for each change of the list, so it makes no copy. */
    boolean hasMemoryLimit() {
        for (ManagedProcess row : rows.values()) {
            if (row.spec.restart().maxMemory().isPresent()) {
                return true;
            }
        }
        return false;
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
                new ManagedProcess(
                        id,
                        freeInstance(spec.name()),
                        uniqueId,
                        environment.share(withOwnFiles(spec, id)));
        rows.put(id, row);
        return row;
    }

    /** Brings an entry back as it was saved. */
    ManagedProcess restore(ProcessDescription saved) {
        ManagedProcess row =
                new ManagedProcess(
                        saved.id(),
                        saved.instance(),
                        saved.uniqueId(),
                        environment.share(saved.spec()));
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
        LogSettings own = row.spec.logs();
        for (ManagedProcess other : rows.values()) {
            LogSettings logs = other.spec.logs();
            if (other != row && (isSame(own.out(), logs) || isSame(own.err(), logs))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Path log, LogSettings others) {
        return (isSame(log, others.out()) || isSame(log, others.err())) && !ProcessLogs.isOff(log);
    }

    /** A path keeps its hash, and most begin alike. */
    private static boolean isSame(Path one, Path other) {
        return one.hashCode() == other.hashCode() && one.equals(other);
    }

    private int freeInstance(String name) {
        Set<Integer> used = new HashSet<>();
        for (ManagedProcess row : rows.values()) {
            if (row.spec.name().equals(name)) {
                used.add(row.instance);
            }
        }
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

    /**
     * {@code name.log} and {@code name-7.log} become {@code name-<id>.log}. A name with another
     * ending is left as it is, as PM2 leaves it: who chose {@code app.txt} looks for {@code
     * app.txt}, and instances share it.
     */
    private static Path numbered(Path path, String ending, int id) {
        Path last = path.getFileName();
        if (ProcessLogs.isOff(path) || last == null || !last.toString().endsWith(ending)) {
            return path;
        }
        String name = last.toString();
        String stem = name.substring(0, name.length() - ending.length());
        return path.resolveSibling(OLD_NUMBER.matcher(stem).replaceFirst("") + "-" + id + ending);
    }
}
