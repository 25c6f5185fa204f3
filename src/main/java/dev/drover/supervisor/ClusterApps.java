package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcessException;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.Handles;
import dev.drover.childprocess.Keeper;
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

    /** Between a policy and what its primary notes about a socket. */
    private static final String SEPARATOR = "\n";

    private final Map<SchedulingPolicy, ClusterPrimary> primaries =
            new EnumMap<>(SchedulingPolicy.class);
    private final Consumer<Refusal> refused;
    private final KeptRuns kept;

    /** What belongs together: a port that the system chooses is shared by these and no others. */
    private static String app(ProcessSpec spec) {
        return spec.name() + "\t" + spec.namespace();
    }

    /** A place in a cluster for a process that is about to start. */
    record Place(ClusterPrimary primary, int id, String app) {

        /** The process has started. */
        ClusterWorker take(ChildProcess child, Path cwd) {
            return primary.add(id, child, cwd, app);
        }

        /** The process was started by a supervisor before this one. */
        ClusterWorker takeAgain(int number, ChildProcess child, Path cwd) {
            return primary.adopt(number, child, cwd, app);
        }
    }

    /**
     * @param refused told on an event thread when a worker cannot listen
     */
    ClusterApps(Consumer<Refusal> refused, KeptRuns kept) {
        this.refused = refused;
        this.kept = kept;
    }

    /** Goes on with the sockets of a supervisor before this one. */
    void restore(Map<String, Keeper.Kept> sockets) {
        sockets.forEach(
                (note, socket) -> {
                    String[] words = note.split(SEPARATOR, 2);
                    Optional<Handle> handle =
                            words.length == 2 ? kept.takeBack(socket) : Optional.empty();
                    boolean used =
                            handle.isPresent()
                                    && primary(SchedulingPolicy.valueOf(words[0]))
                                            .restore(
                                                    words[1],
                                                    handle.get(),
                                                    () -> kept.release(socket));
                    if (!used) {
                        kept.release(socket);
                    }
                });
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
        ClusterPrimary primary = primary(SchedulingPolicy.of(policy));
        int id = primary.nextId();
        variables.put(ClusterPrimary.ID_VARIABLE, Integer.toString(id));
        return Optional.of(new Place(primary, id, app(spec)));
    }

    private synchronized ClusterPrimary primary(SchedulingPolicy policy) {
        return primaries.computeIfAbsent(
                policy,
                key ->
                        new ClusterPrimary(
                                key,
                                refused,
                                (socket, handle) ->
                                        kept.hold(key.name() + SEPARATOR + socket, handle)));
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
