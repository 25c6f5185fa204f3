package dev.drover.supervisor.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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

    /** The pid of the service; 0 when it belongs to none. A service belongs to itself. */
    long owner(long pid) {
        if (services.contains(pid)) {
            return pid;
        }
        Long known = owners.get(pid);
        if (known != null) {
            return known;
        }
        // Pids that are used again while they are read could form a ring.
        owners.put(pid, NONE);
        ProcStat stat = stats.get(pid);
        long owner =
                stat == null
                        ? NONE
                        : services.contains(stat.session()) ? stat.session() : owner(stat.parent());
        owners.put(pid, owner);
        return owner;
    }
}
