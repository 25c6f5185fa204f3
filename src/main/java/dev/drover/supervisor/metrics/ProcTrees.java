package dev.drover.supervisor.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which service each process of a machine belongs to: it is a descendant of it, or in its session,
 * where it stays when its parent ends. One look; not safe for use by several threads.
 */
final class ProcTrees {

    private static final long NONE = 0;

    private final Map<Long, ProcStat> stats;
    private final Set<Long> services;
    private final Map<Long, Long> owners;

    /**
     * @param stats of all processes that were seen
     * @param services pids of the services
     */
    ProcTrees(Map<Long, ProcStat> stats, Collection<Long> services) {
        this.stats = stats;
        this.services = new HashSet<>(services);
        this.owners = HashMap.newHashMap(stats.size());
    }

    /**
     * The pid of the service; 0 when it belongs to none. A service belongs to itself. Not
     * recursive: a program can make a chain of children as long as the system has pids.
     */
    long owner(long pid) {
        List<Long> way = new ArrayList<>();
        long at = pid;
        long owner = NONE;
        // Pids that are used again while they are read could form a ring: NONE ends it.
        while (owner == NONE && isOpen(at)) {
            ProcStat stat = Objects.requireNonNull(stats.get(at));
            owners.put(at, NONE);
            way.add(at);
            owner = service(stat.session());
            at = stat.parent();
        }
        if (owner == NONE) {
            owner = services.contains(at) ? at : owners.getOrDefault(at, NONE);
        }
        for (long one : way) {
            owners.put(one, owner);
        }
        return owner;
    }

    private boolean isOpen(long pid) {
        return !services.contains(pid) && !owners.containsKey(pid) && stats.containsKey(pid);
    }

    private long service(long pid) {
        return services.contains(pid) ? pid : NONE;
    }
}
