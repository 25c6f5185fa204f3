package dev.drover.supervisor.trigger;

import dev.drover.domain.Cause;
import dev.drover.domain.CronPattern;
import dev.drover.domain.LogRotation;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Triggers;
import dev.drover.supervisor.EventListener;
import dev.drover.supervisor.Supervisor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Restarts services when files change and when their schedule says so. It follows the list by its
 * events; all its state belongs to one thread of its own.
 */
public final class RestartTriggers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestartTriggers.class);

    private final Supervisor supervisor;
    private final Function<ProcessSpec, Triggers> reader;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private final ScheduledThreadPoolExecutor executor;

    /** What the own thread was told of each entry since we follow. The supervisor's thread. */
    private final Map<Integer, Told> told = new HashMap<>();

    /**
     * @param none whether nothing restarts such a service
     */
    private record Told(ProcessSpec spec, boolean none) {}

    private static final class Entry {
        volatile ProcessDescription process;
        Triggers triggers = Triggers.NONE;
        @Nullable TreeWatch watch;
        @Nullable Future<?> cron;
        @Nullable Change change;
        boolean due;

        Entry(ProcessDescription process) {
            this.process = process;
        }
    }

    /**
     * Changes that have not led to a restart yet.
     *
     * @param path the first of them, as a user sees it
     * @param at when the last one came
     */
    private record Change(String path, Instant at) {}

    private RestartTriggers(Supervisor supervisor, Function<ProcessSpec, Triggers> reader) {
        this.supervisor = supervisor;
        this.reader = reader;
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("drover-triggers").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Looks whether a schedule is one.
     *
     * @throws IllegalArgumentException with one sentence when it is not
     */
    public static void requireSchedule(String text) {
        CronPattern.parse(text);
    }

    /**
     * The times of a schedule, by this machine's time zone.
     *
     * @throws IllegalArgumentException with one sentence when the text is not a schedule
     */
    public static LogRotation.Schedule schedule(String text) {
        CronPattern pattern = CronPattern.parse(text);
        return instant ->
                pattern.next(ZonedDateTime.ofInstant(instant, ZoneId.systemDefault()))
                        .map(ZonedDateTime::toInstant);
    }

    /**
     * Begins to follow a supervisor.
     *
     * @param reader finds what restarts a service
     */
    public static RestartTriggers of(
            Supervisor supervisor, Function<ProcessSpec, Triggers> reader) {
        RestartTriggers triggers = new RestartTriggers(supervisor, reader);
        supervisor.subscribe(EventListener.ofChanges(triggers::take));
        supervisor.list().thenAccept(list -> list.forEach(p -> triggers.post(p, triggers::follow)));
        return triggers;
    }

    /** On the supervisor's thread. */
    private void take(ProcessEvent event) {
        // No pattern switch: making its call site takes a millisecond of the first start.
        if (event instanceof ProcessEvent.ProcessAdded(ProcessDescription process, _)) {
            take(process);
        } else if (event instanceof ProcessEvent.ProcessChanged(ProcessDescription process, _)) {
            take(process);
        } else if (event instanceof ProcessEvent.ProcessDeleted(ProcessDescription process, _)) {
            told.remove(process.id());
            post(process, this::forget);
        }
    }

    /** The state of an entry that nothing restarts wakes nobody. */
    private void take(ProcessDescription process) {
        ProcessSpec spec = process.spec();
        Told before = told.get(process.id());
        if (before == null || before.spec() != spec) {
            Triggers triggers = reader.apply(spec);
            boolean none = triggers.watched().isEmpty() && triggers.cron().isEmpty();
            told.put(process.id(), new Told(spec, none));
        } else if (before.none()) {
            return;
        }
        post(process, this::follow);
    }

    private void post(ProcessDescription process, Consumer<ProcessDescription> task) {
        try {
            executor.execute(() -> task.accept(process));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is followed any more.");
        }
    }

    private void follow(ProcessDescription process) {
        Entry entry = entries.computeIfAbsent(process.id(), _ -> new Entry(process));
        ProcessSpec before = entry.process.spec();
        boolean first = entry.process == process;
        entry.process = process;
        if (first || before != process.spec()) {
            arm(entry, reader.apply(process.spec()));
        }
        decide(entry);
    }

    private void forget(ProcessDescription process) {
        Entry entry = entries.remove(process.id());
        if (entry != null) {
            arm(entry, Triggers.NONE);
        }
    }

    private void arm(Entry entry, Triggers triggers) {
        Triggers before = entry.triggers;
        entry.triggers = triggers;
        if (!before.cron().equals(triggers.cron())) {
            if (entry.cron != null) {
                entry.cron.cancel(false);
                entry.cron = null;
            }
            triggers.cron().ifPresent(pattern -> schedule(entry, pattern));
        }
        if (!before.watched().equals(triggers.watched())
                || !before.ignored().equals(triggers.ignored())) {
            watch(entry, triggers);
        }
    }

    private void schedule(Entry entry, String text) {
        try {
            CronTimes times = new CronTimes(CronPattern.parse(text), ZoneId.systemDefault());
            scheduleNext(entry, text, times, Instant.now());
        } catch (IllegalArgumentException e) {
            supervisor.log(entry.process.name() + " is not restarted on time. " + e.getMessage());
        }
    }

    private void scheduleNext(Entry entry, String text, CronTimes times, Instant now) {
        times.untilNextLook(now)
                .ifPresent(
                        wait ->
                                entry.cron =
                                        executor.schedule(
                                                () -> look(entry, text, times),
                                                wait.toNanos(),
                                                TimeUnit.NANOSECONDS));
    }

    private void look(Entry entry, String text, CronTimes times) {
        Instant now = Instant.now();
        boolean due = times.isDue(now);
        scheduleNext(entry, text, times, now);
        if (due) {
            restart(entry, new Cause.Cron(text));
        }
    }

    private void watch(Entry entry, Triggers triggers) {
        String name = entry.process.name();
        TreeWatch old = entry.watch;
        entry.watch = null;
        try {
            if (old != null) {
                old.close();
                supervisor.log("[Watch] Stop watching " + name);
            }
            if (triggers.watched().isEmpty()) {
                entry.change = null;
            } else {
                WatchedPaths watched = new WatchedPaths(triggers.watched(), triggers.depth());
                IgnoredPaths ignored =
                        new IgnoredPaths(
                                watched.roots(),
                                entry.process.spec().cwd(),
                                triggers.ignored(),
                                ownFiles(entry));
                TreeWatch watch = TreeWatch.open(watched, ignored, path -> changed(entry, path));
                entry.watch = watch;
                watch.missing()
                        .forEach(
                                path ->
                                        supervisor.log(
                                                "%s is not there and not watched for %s"
                                                        .formatted(path, name)));
                supervisor.log("[Watch] Start watching " + name);
            }
        } catch (IOException e) {
            supervisor.log("The files of " + name + " cannot be watched: " + e);
        }
    }

    private static Set<Path> ownFiles(Entry entry) {
        ProcessSpec spec = entry.process.spec();
        Set<Path> files = new HashSet<>(Set.of(spec.pidFile()));
        files.add(spec.logs().out());
        files.add(spec.logs().err());
        spec.logs().combined().ifPresent(files::add);
        return files;
    }

    /** On a thread of the watch. */
    private void changed(Entry entry, Path path) {
        try {
            executor.execute(() -> restartSoon(entry, path));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is followed any more.");
        }
    }

    /** Changes come in bunches: one restart, a little later, covers them all. */
    private void restartSoon(Entry entry, Path path) {
        Change before = entry.change;
        if (before != null) {
            entry.change = new Change(before.path(), Instant.now());
            return;
        }
        Path cwd = entry.process.spec().cwd();
        String shown = (path.startsWith(cwd) ? cwd.relativize(path) : path).toString();
        entry.change = new Change(shown, Instant.now());
        entry.due = false;
        executor.schedule(
                () -> {
                    entry.due = true;
                    decide(entry);
                },
                entry.triggers.delay().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** A run that began after the change has it; one that is beginning or ending is awaited. */
    private void decide(Entry entry) {
        Change change = entry.change;
        if (change == null || !entry.due) {
            return;
        }
        switch (entry.process.status()) {
            case LAUNCHING, STOPPING -> {
                return;
            }
            case STOPPED -> restartUnlessStoppedByUser(entry, change);
            default -> {
                if (!entry.process.startedAt().orElse(Instant.MIN).isAfter(change.at())) {
                    restart(entry, change);
                }
            }
        }
        entry.change = null;
    }

    private void restartUnlessStoppedByUser(Entry entry, Change change) {
        supervisor
                .runs(entry.process.id())
                .thenAccept(
                        runs -> {
                            boolean byItself =
                                    !runs.isEmpty()
                                            && runs.getLast()
                                                    .endCause()
                                                    .filter(RestartTriggers::isOwn)
                                                    .isPresent();
                            if (byItself) {
                                post(entry.process, _ -> restart(entry, change));
                            }
                        });
    }

    private static boolean isOwn(Cause cause) {
        return cause instanceof Cause.OwnExit || cause instanceof Cause.PortTaken;
    }

    private void restart(Entry entry, Change change) {
        if (entry.watch != null) {
            supervisor.log(
                    "Change detected on path %s for app %s - restarting"
                            .formatted(change.path(), entry.process.name()));
            restart(entry, new Cause.FileChanged(change.path()));
        }
    }

    private void restart(Entry entry, Cause cause) {
        supervisor
                .restart(entry.process.id(), UnaryOperator.identity(), cause)
                .exceptionally(
                        failure -> {
                            supervisor.log(
                                    "%s could not be restarted because of %s: %s"
                                            .formatted(
                                                    entry.process.name(),
                                                    cause.sentence(),
                                                    failure.getMessage()));
                            return entry.process;
                        });
    }

    /** Ends all watches and schedules; what the supervisor tells from now on is not heard. */
    @Override
    public void close() {
        executor.execute(() -> entries.values().forEach(entry -> arm(entry, Triggers.NONE)));
        executor.shutdown();
    }
}
