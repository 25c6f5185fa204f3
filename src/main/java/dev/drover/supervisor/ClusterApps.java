package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcessException;
import dev.drover.childprocess.Handles;
import dev.drover.childprocess.ListenOptions;
import dev.drover.domain.ExecMode;
import dev.drover.domain.ProcessSpec;
import dev.drover.supervisor.cluster.ClusterPrimary;
import dev.drover.supervisor.cluster.ClusterWorker;
import dev.drover.supervisor.cluster.Refusal;
import dev.drover.supervisor.cluster.SchedulingPolicy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The applications in cluster mode. As under PM2 one primary serves them all, so entries of
 * different names that listen on the same address share it. Safe for use by several threads.
 */
final class ClusterApps implements AutoCloseable {

    private final Map<SchedulingPolicy, ClusterPrimary> primaries =
            new EnumMap<>(SchedulingPolicy.class);
    private final Consumer<Refusal> refused;

    /** What belongs together: a port that the system chooses is shared by these and no others. */
    private record App(String name, String namespace) {}

    /** A place in a cluster for a process that is about to start. */
    record Place(ClusterPrimary primary, int id, Object app) {

        /** The process has started. */
        ClusterWorker take(ChildProcess child, Path cwd) {
            return primary.add(id, child, cwd, app);
        }
    }

    /**
     * @param refused told on an event thread when a worker cannot listen
     */
    ClusterApps(Consumer<Refusal> refused) {
        this.refused = refused;
    }

    /**
     * Finds the cluster that a process belongs to. Only Node scripts are workers; in cluster mode
     * all others run as in fork mode, as does everything where sockets cannot be shared.
     *
     * @param variables of the process; get what makes it a worker
     */
    Optional<Place> place(ProcessSpec spec, Map<String, String> variables) {
        if (spec.mode() != ExecMode.CLUSTER || !IpcPrograms.isNodeScript(spec) || !Sharing.WORKS) {
            return Optional.empty();
        }
        String policy =
                variables.getOrDefault(
                        SchedulingPolicy.VARIABLE,
                        System.getenv().getOrDefault(SchedulingPolicy.VARIABLE, ""));
        ClusterPrimary primary;
        synchronized (this) {
            primary =
                    primaries.computeIfAbsent(
                            SchedulingPolicy.of(policy), key -> new ClusterPrimary(key, refused));
        }
        int id = primary.nextId();
        variables.put(ClusterPrimary.ID_VARIABLE, Integer.toString(id));
        return Optional.of(new Place(primary, id, new App(spec.name(), spec.namespace())));
    }

    @Override
    public synchronized void close() {
        primaries.values().forEach(ClusterPrimary::close);
        primaries.clear();
    }

    /** Whether this machine can share sockets with children; tried when first needed. */
    private static final class Sharing {

        static final boolean WORKS = works();

        private static boolean works() {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try {
                Handles.bind(any, ListenOptions.DEFAULT).close();
                return true;
            } catch (UnsupportedOperationException | ChildProcessException e) {
                return false;
            }
        }
    }
}
