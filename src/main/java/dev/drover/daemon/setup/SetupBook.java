package dev.drover.daemon.setup;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunChange;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;
import dev.drover.supervisor.EventListener;
import dev.drover.supervisor.Supervisor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Notes what each run is begun with, and tells what has changed between two runs. It looks a moment
 * after the beginning, since a start has better things to do: a run that began just before a
 * supervisor was killed may be missing. Files are read and written by a thread of its own, which
 * ends when it is idle.
 */
public final class SetupBook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SetupBook.class);

    private static final int PATIENCE_SECONDS = 5;

    /** Many starts come together; what they begin with is looked at when they are done. */
    private static final int LATER_SECONDS = 1;

    private final Instant openedAt = Instant.now();
    private final Supervisor supervisor;
    private final ScheduledThreadPoolExecutor executor;

    /** When the run began that each entry was last seen with. The supervisor's thread. */
    private final Map<Integer, Instant> seen = new HashMap<>();

    /** What is still to be noted, in order. Guarded by itself. */
    private final List<Event> pending = new ArrayList<>();

    /** What was noted last, by its hash: setups are large. The own thread, as the file. */
    private final Map<Integer, Integer> last = new HashMap<>();

    private final SetupFile file;
    private final boolean values;

    private SetupBook(Supervisor supervisor, Path file, boolean values) {
        this.values = values;
        this.supervisor = supervisor;
        this.file = new SetupFile(file);
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("drover-setups").factory());
        executor.setKeepAliveTime(PATIENCE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        supervisor.subscribe(EventListener.ofChanges(this::happened));
    }

    /**
     * Follows a supervisor from now on.
     *
     * @param file where the setups are kept; made when the first is noted
     * @param values false keeps all that depends on the values of variables off the disk
     */
    public static SetupBook of(Supervisor supervisor, Path file, boolean values) {
        return new SetupBook(supervisor, file, values);
    }

    /**
     * A run that began, or an entry that is gone.
     *
     * @param spec empty when the entry was deleted
     */
    private record Event(int id, Instant at, Optional<ProcessSpec> spec) {}

    private void happened(ProcessEvent event) {
        if (event instanceof ProcessEvent.ProcessDeleted(ProcessDescription process, Instant at)) {
            seen.remove(process.id());
            add(new Event(process.id(), at, Optional.empty()));
        } else if (event instanceof ProcessEvent.ProcessChanged(ProcessDescription process, _)) {
            process.startedAt()
                    // An adopted one began with what was there then, which is noted already.
                    .filter(at -> at.isAfter(openedAt))
                    .filter(at -> !at.equals(seen.put(process.id(), at)))
                    .ifPresent(at -> add(new Event(process.id(), at, Optional.of(process.spec()))));
        }
    }

    private void add(Event event) {
        synchronized (pending) {
            pending.add(event);
            if (pending.size() > 1) {
                return;
            }
        }
        try {
            executor.schedule(this::noteAll, LATER_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed.", e);
        }
    }

    private void noteAll() {
        List<Event> events;
        synchronized (pending) {
            events = List.copyOf(pending);
            pending.clear();
        }
        try {
            StringBuilder lines = new StringBuilder();
            events.forEach(event -> lines.append(line(event)));
            if (!lines.isEmpty()) {
                file.append(lines.toString());
            }
        } catch (IOException | RuntimeException e) {
            // None of it is on the disk: the next run of each is noted whatever it begins with.
            last.clear();
            supervisor.log("What runs began with cannot be noted: " + e);
        }
    }

    /** Nothing when a run began with what the one before it had. */
    private String line(Event event) {
        if (event.spec().isEmpty()) {
            last.remove(event.id());
            return SetupFile.gone(event.id());
        }
        RunSetup setup = RunSetup.of(event.spec().get(), values);
        Integer before = last.put(event.id(), setup.hashCode());
        return before != null && before == setup.hashCode()
                ? ""
                : SetupFile.line(event.id(), event.at(), setup);
    }

    /**
     * What has changed for a run since an earlier one.
     *
     * @param spec of their entry
     */
    public CompletableFuture<RunChanges> between(
            int id, ProcessSpec spec, RunRecord earlier, RunRecord later) {
        CompletableFuture<RunChanges> answer = new CompletableFuture<>();
        try {
            executor.execute(
                    () -> {
                        try {
                            noteAll();
                            answer.complete(compare(id, spec, earlier, later));
                        } catch (IOException | RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private RunChanges compare(int id, ProcessSpec spec, RunRecord earlier, RunRecord later)
            throws IOException {
        List<SetupFile.Noted> noted = file.of(id);
        Optional<RunSetup> before = at(noted, earlier);
        Optional<RunSetup> after = at(noted, later);
        boolean known = before.isPresent() && after.isPresent();
        List<RunChange> changes =
                new ArrayList<>(known ? after.get().since(before.get()) : List.of());
        Path root = WorkTree.around(spec.cwd()).map(WorkTree::root).orElse(spec.cwd());
        if (isProject(root)) {
            ChangedFiles.below(root, earlier.startedAt(), later.startedAt())
                    .ifPresent(changes::add);
        }
        return new RunChanges(known, changes);
    }

    /** What holds until something else is noted. */
    private static Optional<RunSetup> at(List<SetupFile.Noted> noted, RunRecord run) {
        long began = run.startedAt().toEpochMilli();
        return noted.stream()
                .filter(one -> one.at() <= began)
                .reduce((_, later) -> later)
                .map(SetupFile.Noted::setup);
    }

    /** A folder that holds others' work too, as a user's own one, is not that of one program. */
    private static boolean isProject(Path root) {
        return Files.isDirectory(root)
                && Stream.of("user.home", "java.io.tmpdir")
                        .map(name -> Path.of(System.getProperty(name)))
                        .noneMatch(shared -> shared.startsWith(root));
    }

    /** Waits for what is to be noted; what the supervisor tells from now on is not. */
    @Override
    public void close() {
        executor.execute(this::noteAll);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("What the last runs began with could not be noted in time.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
