package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.domain.Home;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.supervisor.cluster.ClusterWorker;
import dev.drover.supervisor.log.ProcessLog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts processes. Its methods block for file work and an exec, so they belong on a worker thread.
 */
final class ProcessRunner {

    private final Home home;
    private final ChildEnvironment environment;
    private final String homeTag;
    private final EntryNotes notes;
    private final KeptRuns kept;
    private final ClusterApps clusters;

    ProcessRunner(
            Home home,
            ChildEnvironment environment,
            EntryNotes notes,
            KeptRuns kept,
            ClusterApps clusters) {
        this.home = home;
        this.clusters = clusters;
        this.environment = environment;
        this.homeTag = RunTag.hash(home);
        this.notes = notes;
        this.kept = kept;
    }

    /** The tag of a run of an entry. */
    RunTag tag(int id, int run) {
        return new RunTag(homeTag, id, run);
    }

    /**
     * What to start.
     *
     * @param process in status launching
     * @param sharedLogs true when another entry writes to the same log files
     * @param leftovers run from a former supervisor and must end first
     * @param sweep is waited for
     */
    record Order(
            ProcessDescription process,
            ProcessLog log,
            boolean sharedLogs,
            List<ProcessRef> leftovers,
            CompletableFuture<Void> sweep) {}

    /**
     * A process that was started.
     *
     * @param tag is in its environment
     * @param listens whether it is known to listen on its IPC channel
     * @param worker what it is in its cluster; empty in fork mode
     * @param notice what went wrong without keeping it from running
     */
    record Started(
            ChildProcess child,
            RunTag tag,
            boolean listens,
            Optional<ClusterWorker> worker,
            Optional<String> notice) {}

    /**
     * Starts a process and writes its pid file.
     *
     * @throws IOException when it cannot be started; the message is a sentence for the user
     */
    Started start(Order order) throws IOException, InterruptedException {
        awaitLeftovers(order);
        Optional<String> unnoted = notes.define(order.process());
        RunTag tag = tag(order.process().id(), beginLog(order));
        try {
            return spawn(order, tag, unnoted);
        } catch (IOException e) {
            order.log().abandonRun();
            throw e;
        }
    }

    private Started spawn(Order order, RunTag tag, Optional<String> unnoted) throws IOException {
        ProcessSpec spec = order.process().spec();
        Map<String, String> variables = environmentOf(order.process(), tag);
        Optional<ClusterApps.Place> place = clusters.place(spec, variables);
        SpawnOptions options =
                SpawnOptions.DEFAULT
                        .withCwd(spec.cwd())
                        .withStdio(
                                new Stdio.Pipe(),
                                order.log().stdio(LogStream.OUT),
                                order.log().stdio(LogStream.ERR),
                                new Stdio.Ipc())
                        .withDetached(true)
                        .withEnv(variables);
        options = as(environment.userOf(spec), options);
        List<String> command = command(spec, variables);
        ChildProcess child =
                kept.spawn(
                        tag,
                        place.map(its -> OptionalInt.of(its.id())).orElse(OptionalInt.empty()),
                        command.getFirst(),
                        command.subList(1, command.size()),
                        options);
        Optional<ClusterWorker> worker = place.map(its -> its.take(child, spec.cwd()));
        order.log().attach(child);
        return new Started(
                child,
                tag,
                IpcPrograms.listens(spec),
                worker,
                note(order.process(), tag.run(), child.pid()).or(() -> unnoted));
    }

    /** What a process of a former supervisor is in its cluster; nothing in fork mode. */
    Optional<ClusterWorker> rejoin(
            ProcessDescription process, RunTag tag, int number, ChildProcess child) {
        Map<String, String> variables = environmentOf(process, tag);
        return clusters.place(process.spec(), variables)
                .map(place -> place.takeAgain(number, child, process.spec().cwd()));
    }

    private void awaitLeftovers(Order order) throws IOException, InterruptedException {
        try {
            order.sweep().get();
        } catch (ExecutionException e) {
            throw new IOException("What still ran could not be ended: " + e.getCause(), e);
        }
        if (order.leftovers().isEmpty()) {
            return;
        }
        List<Long> left =
                Stopper.stopLeftovers(
                        order.leftovers(),
                        new ProcessFamily(
                                tag(order.process().id(), Integer.MAX_VALUE),
                                order.process().uniqueId()),
                        order.process().spec().stop());
        if (!left.isEmpty()) {
            throw new IOException(
                    "%s still runs from a former supervisor and cannot be ended (pid %s)."
                            .formatted(order.process().name(), left));
        }
    }

    private int beginLog(Order order) throws IOException {
        try {
            LogPlaces.prepare(order.log().settings(), home.root());
            return order.log().beginRun(order.sharedLogs());
        } catch (IOException e) {
            throw new IOException(
                    "The log files of %s cannot be opened (%s). Check the folder %s."
                            .formatted(
                                    order.process().name(),
                                    e.getMessage(),
                                    order.log().settings().out().getParent()),
                    e);
        }
    }

    private static SpawnOptions as(ChildEnvironment.User user, SpawnOptions options) {
        SpawnOptions own = options;
        if (user.gid().isPresent()) {
            own = own.withGid(user.gid().getAsInt());
        }
        return user.uid().isPresent() ? own.withUid(user.uid().getAsInt()) : own;
    }

    private static List<String> command(ProcessSpec spec, Map<String, String> variables)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (!spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)) {
            command.add(SearchPath.program(spec.interpreter(), variables.getOrDefault("PATH", "")));
            command.addAll(spec.interpreterArgs());
        }
        command.add(spec.script().toString());
        command.addAll(spec.args());
        return command;
    }

    private Map<String, String> environmentOf(ProcessDescription process, RunTag tag) {
        Map<String, String> variables = new LinkedHashMap<>(environment.of(process));
        variables.put(RunTag.VARIABLE, tag.text(process.uniqueId()));
        return variables;
    }

    /**
     * Writes the pid down for others, and what tells this very process from any other for the next
     * supervisor. A service that runs is not taken down because that cannot be noted.
     */
    Optional<String> note(ProcessDescription process, int run, long pid) {
        Path file = process.spec().pidFile();
        try {
            PidFile.write(file, pid);
            notes.runs(process, run, pid);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "The pid %d of %s cannot be noted: %s".formatted(pid, process.name(), e));
        }
    }

    /** Removes the pid file of a run that ended. */
    void forgetPid(ProcessSpec spec) throws IOException {
        PidFile.remove(spec.pidFile());
    }
}
