package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.Lifecycle.Action;
import dev.drover.supervisor.Lifecycle.Effect;
import dev.drover.supervisor.Lifecycle.Fact;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.Lifecycle.State;
import dev.drover.supervisor.Lifecycle.Wanted;
import dev.drover.supervisor.ManagedProcess.Parked;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.SupervisorException.Kind;
import dev.drover.supervisor.restart.RestartDecision;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Feeds {@link Lifecycle} and carries out its effects. Runs on the owner thread; what blocks goes
 * to the workers and comes back through the mailbox.
 */
final class LifecycleDriver {

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;
    private final EntryLogs logs;
    private final ProcessRunner runner;
    private final EntryNotes notes;
    private final RunBook book;
    private final RunEnder ender;
    private final WorkerExchange exchange;
    private final TakenPorts takenPorts;
    private final RunEvents runs;
    private final HeldPlaces places;
    private final RestartJudge judge = new RestartJudge();

    LifecycleDriver(
            Mailbox mailbox,
            Workers workers,
            EventHub events,
            EntryLogs logs,
            ProcessRunner runner,
            EntryNotes notes,
            RunBook book,
            WorkerExchange exchange,
            TakenPorts takenPorts) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
        this.logs = logs;
        this.runner = runner;
        this.exchange = exchange;
        this.takenPorts = takenPorts;
        this.notes = notes;
        this.book = book;
        RunEndings endings = new RunEndings(mailbox, events, runner, takenPorts);
        this.runs = new RunEvents(mailbox, events, endings, this::input, this::exited);
        this.places = new HeldPlaces(mailbox);
        this.ender = new RunEnder(mailbox, workers, this::input);
    }

    /** No automatic restart happens for this long. */
    void holdRestarts(Duration time) {
        judge.hold(time);
    }

    void input(ManagedProcess row, Input input) {
        Lifecycle.Transition transition = Lifecycle.step(row.standing, input);
        row.standing = transition.next();
        book.stands(row);
        places.moved(row);
        for (Effect effect : transition.effects()) {
            // No pattern switch: making its call site takes a millisecond of the first start.
            if (effect instanceof Effect.Show(var status)) {
                row.status = status;
                changed(row);
            } else if (effect instanceof Effect.Announce(Fact fact)) {
                announce(row, fact);
            } else if (effect instanceof Effect.Do(Action action)) {
                carryOut(row, action);
            } else if (effect instanceof Effect.Refuse(Kind kind)) {
                Waiters.refuse(row, kind);
            }
        }
    }

    /** An entry is in the list no more. */
    void forget(ManagedProcess row) {
        book.forget(row);
    }

    /** The counters of an entry were changed. */
    void recount(ManagedProcess row) {
        book.recounted(row);
    }

    /** Publishes that the description changed. */
    void changed(ManagedProcess row) {
        events.publish(new ProcessEvent.ProcessChanged(row.describe(), Instant.now()));
    }

    private void announce(ManagedProcess row, Fact fact) {
        ProcessDescription process = row.describe();
        Instant now = Instant.now();
        events.publish(
                switch (fact) {
                    case ONLINE -> {
                        cancel(row.readyTimer);
                        exchange.complete(row);
                        yield new ProcessEvent.ProcessOnline(process, now);
                    }
                    case EXITED ->
                            new ProcessEvent.ProcessExited(
                                    process,
                                    row.lastExit.orElse(new ExitStatus.Unknown("not recorded")),
                                    now);
                    case STOPPED -> new ProcessEvent.ProcessStopped(process, now);
                    case RESTART_LIMIT_REACHED ->
                            new ProcessEvent.RestartLimitReached(process, now);
                });
    }

    private void carryOut(ManagedProcess row, Action action) {
        switch (action) {
            case SPAWN -> spawn(row);
            case AWAIT_READY ->
                    row.readyTimer =
                            mailbox.after(row.spec.ready().timeout(), () -> readyTimeout(row));
            case BEGIN_STOP -> {
                cancel(row.readyTimer);
                row.askedToEnd = OptionalLong.of(System.nanoTime());
                if (row.standing.wanted() != Wanted.DOWN) {
                    places.hold(row);
                }
                ender.stop(row, false);
            }
            case KILL -> {
                cancel(row.readyTimer);
                row.askedToEnd = OptionalLong.empty();
                ender.stop(row, true);
            }
            case SWEEP -> ender.sweep(row);
            case SCHEDULE_RESTART ->
                    row.restartTimer =
                            mailbox.after(
                                    row.restartDelay,
                                    () -> {
                                        row.nextRestartAt = Optional.empty();
                                        input(row, new Input.RestartDue());
                                    });
            case CANCEL_RESTART -> {
                cancel(row.restartTimer);
                row.nextRestartAt = Optional.empty();
                row.statusReason = Optional.empty();
            }
            case COUNT_RESTART -> row.restarts++;
            case ANSWER_START -> Waiters.answer(row.startWaiters, row);
            case ANSWER_STOP -> Waiters.answer(row.stopWaiters, row);
            case FAIL_START -> Waiters.failStart(row);
        }
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /**
     * Ends what an entry that is down has left, and gives it {@code how}, unless it was started
     * meanwhile.
     */
    void endLeftovers(ManagedProcess row, Input how) {
        RunTag tag =
                row.run != null && row.leftovers.isEmpty()
                        ? row.run.tag()
                        : runner.tag(row.id, Integer.MAX_VALUE);
        ender.endLeftovers(
                row,
                tag,
                left -> {
                    if (!row.status.isAlive()) {
                        leftoversEnded(row, left);
                        input(row, how);
                    } else {
                        Waiters.answer(row.stopWaiters, row);
                    }
                });
    }

    private void leftoversEnded(ManagedProcess row, List<Long> left) {
        if (!left.isEmpty()) {
            row.statusReason = Optional.of("Could not be ended: pid %s.".formatted(left));
        } else if (!row.leftovers.isEmpty()) {
            row.statusReason = Optional.of("Its process of a former supervisor was stopped.");
            row.leftovers = List.of();
        }
        changed(row);
    }

    private void readyTimeout(ManagedProcess row) {
        if (row.standing.state() == State.STARTING) {
            String missing = row.parked == null ? "come up" : "begin to listen";
            row.statusReason =
                    Optional.of(
                            "It did not %s within %d ms; it counts as online."
                                    .formatted(
                                            row.spec.ready().waitReady() ? "say ready" : missing,
                                            row.spec.ready().timeout().toMillis()));
            input(row, new Input.Ready());
        }
    }

    private void spawn(ManagedProcess row) {
        ender.sweep(row);
        row.startedAt = Optional.of(Instant.now());
        row.startedNanos = System.nanoTime();
        row.startCause = Optional.of(row.nextCause);
        row.endCause = new Cause.OwnExit();
        row.askedToEnd = OptionalLong.empty();
        row.trouble = Optional.empty();
        ProcessRunner.Order order =
                new ProcessRunner.Order(
                        row.describe(),
                        logs.of(row),
                        logs.areShared(row),
                        row.leftovers,
                        row.sweep);
        try {
            workers.spawn(() -> start(row, order));
        } catch (RejectedExecutionException e) {
            mailbox.post(() -> spawnFailed(row, String.valueOf(e.getMessage())));
        }
    }

    /** On a worker. */
    private void start(ManagedProcess row, ProcessRunner.Order order) {
        try {
            ProcessRunner.Started started = runner.start(order);
            row.notedRun = started.tag().run();
            mailbox.hand(() -> spawned(row, started, order));
        } catch (IOException e) {
            mailbox.post(() -> spawnFailed(row, String.valueOf(e.getMessage())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            mailbox.post(() -> spawnFailed(row, row.spec.name() + " could not be started: " + e));
        }
    }

    private void spawned(
            ManagedProcess row, ProcessRunner.Started started, ProcessRunner.Order order) {
        ChildProcess child = started.child();
        Run run =
                new Run(
                        started.tag().run(),
                        child,
                        order.process().spec(),
                        started.tag(),
                        order.log(),
                        started.worker(),
                        new CompletableFuture<>());
        row.run = run;
        row.noted = Optional.empty();
        notes.release(row);
        row.lastRun = run.number();
        row.listens = started.listens();
        row.leftovers = List.of();
        row.pid = OptionalLong.of(child.pid());
        row.statusReason = Optional.empty();
        book.began(row, run.number(), child.pid(), row.startedAt.orElseThrow(), row.nextCause);
        started.notice().ifPresent(events::log);
        changed(row);
        input(row, new Input.Spawned(run.spec().ready().waitReady() || run.worker().isPresent()));
        runs.follow(row, run);
    }

    /** Goes on with a run of a former supervisor; one that has ended is not said to be online. */
    void adopt(ManagedProcess row, Run run, boolean isReady, boolean lives) {
        row.run = run;
        row.pid = lives ? OptionalLong.of(run.child().pid()) : OptionalLong.empty();
        row.notedRun = run.number();
        row.standing =
                new Lifecycle.Standing(
                        isReady ? State.ONLINE : State.STARTING, Lifecycle.Wanted.UP);
        ProcessStatus alive = isReady ? ProcessStatus.ONLINE : ProcessStatus.LAUNCHING;
        row.status = lives ? alive : ProcessStatus.STOPPING;
        if (lives && !isReady) {
            carryOut(row, Action.AWAIT_READY);
        }
        runs.follow(row, run);
    }

    /** Goes on waiting for a restart. */
    void resumeWaiting(ManagedProcess row, Instant due) {
        Instant now = Instant.now();
        row.standing = new Lifecycle.Standing(State.WAITING_RESTART, Lifecycle.Wanted.UP);
        row.status = ProcessStatus.WAITING_RESTART;
        row.restartDelay = due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
        row.nextRestartAt = Optional.of(now.plus(row.restartDelay));
        carryOut(row, Action.SCHEDULE_RESTART);
    }

    private void spawnFailed(ManagedProcess row, String reason) {
        Instant now = Instant.now();
        ExitStatus status = new ExitStatus.NeverStarted(reason);
        row.lastRun++;
        book.began(row, row.lastRun, 0, row.startedAt.orElse(now), row.nextCause);
        book.ended(row, row.lastRun, status, new Cause.OwnExit());
        Parked before = row.parked;
        if (before != null) {
            exchange.rollBack(row, before, reason);
            input(row, new Input.RolledBack());
            return;
        }
        row.lastExit = Optional.of(status);
        row.statusReason = Optional.of(reason);
        row.createdAt = Optional.empty();
        // Perhaps for want of descriptors: an entry that does not run keeps none.
        logs.close(row);
        input(row, new Input.SpawnFailed());
    }

    private void exited(ManagedProcess row, Run run, RunEndings.End end) {
        ExitStatus status = end.status();
        if (row.run != run) {
            exchange.exited(row, run, status);
            return;
        }
        notes.ended(row, run);
        cancel(row.readyTimer);
        if (row.standing.state() != State.STOPPING) {
            places.release(row);
        }
        row.pid = OptionalLong.empty();
        row.metrics = Metrics.NONE;
        row.lastExit = Optional.of(status);
        row.ports = List.of();
        if (row.endCause instanceof Cause.OwnExit) {
            takenPorts.cause(row, end.taken(), end.nanoTime()).ifPresent(row::portTaken);
        }
        book.ended(row, run, end, row.endCause);
        Parked before = row.parked;
        if (before != null) {
            giveUpReload(row, before, status);
            return;
        }
        RestartDecision decision = judge.decide(row, status, end.nanoTime());
        row.statusReason =
                Optional.of(decision.sentence() + row.trouble.map(t -> " " + t).orElse(""));
        if (decision instanceof RestartDecision.RestartAfter(Duration delay, _)) {
            waitFor(row, delay);
            events.log(
                    "App [%s:%d] will restart in %dms"
                            .formatted(row.spec.name(), row.id, delay.toMillis()));
        } else if (decision instanceof RestartDecision.RestartSoon(Duration delay, _)) {
            waitFor(row, delay);
        }
        if (decision instanceof RestartDecision.GiveUp) {
            row.createdAt = Optional.empty();
        }
        input(row, new Input.Exited(decision));
    }

    private static void waitFor(ManagedProcess row, Duration delay) {
        row.restartDelay = delay;
        row.nextRestartAt = Optional.of(Instant.now().plus(delay));
    }

    private void giveUpReload(ManagedProcess row, Parked before, ExitStatus status) {
        events.publish(new ProcessEvent.ProcessExited(row.describe(), status, Instant.now()));
        ender.sweep(row);
        String what =
                "The new process ended with %s before it was ready.%s"
                        .formatted(ExitWords.of(status), row.trouble.map(t -> " " + t).orElse(""));
        exchange.rollBack(row, before, what);
        input(row, new Input.RolledBack());
    }
}
