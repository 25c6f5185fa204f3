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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The applications in cluster mode, one primary each: entries of one name and namespace share their
 * ports, others do not. Safe for use by several threads.
 */
final class ClusterApps implements AutoCloseable {

    private final Map<App, ClusterPrimary> primaries = new HashMap<>();
    private final Consumer<Refusal> refused;
    private final KeptRuns kept;

    private record App(String name, String namespace, SchedulingPolicy policy) {

        private static final String SEPARATOR = "\n";

        /** What gives a socket of this application back to the next supervisor. */
        String note(String socket) {
            return String.join(SEPARATOR, policy.name(), name, namespace, socket);
        }
    }

    /** A place in a cluster for a process that is about to start. */
    record Place(ClusterPrimary primary, int id) {

        /** The process has started. */
        ClusterWorker take(ChildProcess child, Path cwd) {
            return primary.add(id, child, cwd);
        }

        /** The process was started by a supervisor before this one. */
        ClusterWorker takeAgain(int number, ChildProcess child, Path cwd) {
            return primary.adopt(number, child, cwd);
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
                    String[] words = note.split(App.SEPARATOR, 4);
                    Optional<Handle> handle =
                            words.length == 4 ? kept.takeBack(socket) : Optional.empty();
                    boolean used =
                            handle.isPresent()
                                    && primary(
                                                    new App(
                                                            words[1],
                                                            words[2],
                                                            SchedulingPolicy.valueOf(words[0])))
                                            .restore(
                                                    words[3],
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
        App app = new App(spec.name(), spec.namespace(), SchedulingPolicy.of(policy));
        ClusterPrimary primary = primary(app);
        int id = primary.nextId();
        variables.put(ClusterPrimary.ID_VARIABLE, Integer.toString(id));
        return Optional.of(new Place(primary, id));
    }

    private synchronized ClusterPrimary primary(App app) {
        return primaries.computeIfAbsent(
                app,
                key ->
                        new ClusterPrimary(
                                key.policy(),
                                refused,
                                (socket, handle) -> kept.hold(key.note(socket), handle)));
    }

    /** Forgets the applications whose last entry is gone. */
    synchronized void retainNames(Predicate<String> names) {
        primaries
                .entrySet()
                .removeIf(
                        one -> {
                            boolean gone = !names.test(one.getKey().name());
                            if (gone) {
                                one.getValue().close();
                            }
                            return gone;
                        });
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
