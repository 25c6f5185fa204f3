package dev.drover.supervisor;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;
import dev.drover.supervisor.cluster.ClusterWorker;
import dev.drover.supervisor.metrics.PortSampler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Looks for the ports of all live processes every few seconds, while somebody asked for it. Runs on
 * the owner thread; the looking itself on a worker, one at a time.
 */
final class PortWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PortWatch.class);

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Mailbox mailbox;
    private final Workers workers;
    private final ProcessTable table;
    private final Consumer<ManagedProcess> changed;
    private final PortSampler sampler = PortSampler.ofPlatform();
    private boolean looking;
    private boolean ticking;
    private int askers;

    /**
     * @param changed is told of an entry that has other ports than before
     */
    PortWatch(
            Mailbox mailbox,
            Workers workers,
            ProcessTable table,
            Consumer<ManagedProcess> changed) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.table = table;
        this.changed = changed;
    }

    /** One more who wants to know. */
    void ask() {
        askers++;
        if (!ticking) {
            ticking = true;
            tick();
        }
    }

    /** One less; what nobody looks at any more would only grow old. */
    void release() {
        askers--;
        if (askers == 0) {
            table.rows().forEach(row -> row.ports = List.of());
        }
    }

    private void tick() {
        if (askers == 0) {
            ticking = false;
            return;
        }
        mailbox.after(PERIOD, this::tick);
        look();
    }

    private void look() {
        List<Long> pids = new ArrayList<>();
        table.rows().forEach(row -> row.pid.ifPresent(pids::add));
        if (looking || pids.isEmpty()) {
            return;
        }
        looking = true;
        try {
            workers.execute(() -> take(pids));
        } catch (RejectedExecutionException e) {
            LOG.warn("Ports cannot be looked for.", e);
            looking = false;
        }
    }

    /** On a worker. The boundary at which a look that fails ends: nothing is known then. */
    private void take(List<Long> pids) {
        Map<Long, List<ListeningPort>> found = Map.of();
        try {
            found = sampler.sample(pids);
        } catch (RuntimeException e) {
            LOG.warn("Ports cannot be looked for.", e);
        }
        Map<Long, List<ListeningPort>> taken = found;
        mailbox.post(() -> taken(pids, taken));
    }

    private void taken(List<Long> pids, Map<Long, List<ListeningPort>> found) {
        looking = false;
        if (askers == 0) {
            return;
        }
        Set<Long> asked = Set.copyOf(pids);
        for (ManagedProcess row : table.rows()) {
            if (row.pid.isPresent() && asked.contains(row.pid.getAsLong())) {
                List<ListeningPort> ports = all(row, found);
                if (!ports.equals(row.ports)) {
                    row.ports = ports;
                    changed.accept(row);
                }
            }
        }
    }

    /** The sockets of a cluster belong to the supervisor: its workers say where they listen. */
    private static List<ListeningPort> all(
            ManagedProcess row, Map<Long, List<ListeningPort>> found) {
        Set<ListeningPort> ports =
                new TreeSet<>(found.getOrDefault(row.pid.getAsLong(), List.of()));
        if (row.run != null) {
            row.run.worker().map(ClusterWorker::addresses).orElse(Set.of()).stream()
                    .filter(at -> at.port() > 0)
                    .map(
                            at ->
                                    new ListeningPort(
                                            at.type().isDatagram() ? Protocol.UDP : Protocol.TCP,
                                            at.address() == null ? "::" : at.address(),
                                            at.port()))
                    .forEach(ports::add);
        }
        return List.copyOf(ports);
    }
}
