package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.StopPolicy;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.Lifecycle.State;
import dev.drover.supervisor.SupervisorException.Kind;
import dev.drover.supervisor.cluster.Refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** The commands about entries of the table. Owner thread. */
final class EntryCommands {

    private final EventHub events;
    private final ProcessTable table;
    private final EntryLogs logs;
    private final LifecycleDriver driver;
    private final WorkerExchange exchange;
    private final ChildEnvironment environment;
    private boolean shuttingDown;

    EntryCommands(
            EventHub events,
            ProcessTable table,
            EntryLogs logs,
            LifecycleDriver driver,
            WorkerExchange exchange,
            ChildEnvironment environment) {
        this.events = events;
        this.table = table;
        this.logs = logs;
        this.driver = driver;
        this.exchange = exchange;
        this.environment = environment;
    }

    static SupervisorException shuttingDown() {
        return new SupervisorException(
                Kind.SHUTTING_DOWN,
                "The supervisor is ending; start it again and repeat the command.");
    }

    void start(ProcessSpec spec, Cause cause, CompletableFuture<List<ProcessDescription>> answer) {
        int copies = copies(spec);
        ProcessSpec counted = spec.toBuilder().instances(copies).build();
        startNext(counted, newUniqueId(), cause, copies, new ArrayList<>(), answer);
    }

    private static int copies(ProcessSpec spec) {
        int cpus = Runtime.getRuntime().availableProcessors();
        return spec.instances() > 0 ? spec.instances() : Math.max(1, cpus + spec.instances());
    }

    /** Instances are started one after the other, as PM2 does. */
    private void startNext(
            ProcessSpec spec,
            String uniqueId,
            Cause cause,
            int left,
            List<ProcessDescription> started,
            CompletableFuture<List<ProcessDescription>> answer) {
        if (left == 0) {
            answer.complete(List.copyOf(started));
            return;
        }
        CompletableFuture<ProcessDescription> one = new CompletableFuture<>();
        one.whenComplete(
                (process, error) -> {
                    if (error != null) {
                        answer.completeExceptionally(error);
                    } else {
                        started.add(process);
                        startNext(spec, uniqueId, cause, left - 1, started, answer);
                    }
                });
        launchNew(spec, uniqueId, cause, one);
    }

    private void launchNew(
            ProcessSpec spec,
            String uniqueId,
            Cause cause,
            CompletableFuture<ProcessDescription> answer) {
        ManagedProcess row = add(environment.ofNewInstance(spec, table::describe), uniqueId);
        CompletableFuture<ProcessDescription> up = new CompletableFuture<>();
        up.whenComplete(
                (process, error) -> {
                    if (error != null) {
                        answer.completeExceptionally(error);
                    } else {
                        events.publish(new ProcessEvent.ProcessStarted(process, Instant.now()));
                        answer.complete(process);
                    }
                });
        if (spec.autostart()) {
            start(row, cause, up);
        } else {
            up.complete(row.describe());
        }
    }

    /** It is a name and no secret, so it does not wait for cryptography to be loaded. */
    private static String newUniqueId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    private ManagedProcess add(ProcessSpec spec, String uniqueId) {
        refuseWhenShuttingDown();
        ManagedProcess row = table.add(spec, uniqueId);
        events.publish(new ProcessEvent.ProcessAdded(row.describe(), Instant.now()));
        return row;
    }

    void register(ProcessSpec spec, int restarts, CompletableFuture<ProcessDescription> answer) {
        ManagedProcess row = add(spec, newUniqueId());
        if (restarts > 0) {
            row.restarts = restarts;
            driver.recount(row);
            driver.changed(row);
        }
        answer.complete(row.describe());
    }

    void start(ManagedProcess row, Cause cause, CompletableFuture<ProcessDescription> answer) {
        refuseWhenGoing(row);
        if (!row.status.isAlive()) {
            row.forgetFailures();
        }
        row.nextCause = cause;
        row.startWaiters.add(answer);
        driver.input(row, new Input.Start());
    }

    /** Starts what ran in the life of a supervisor before. */
    void restored(ManagedProcess row) {
        start(row, new Cause.Restored(), new CompletableFuture<>());
    }

    void restart(
            ManagedProcess row,
            UnaryOperator<ProcessSpec> change,
            Cause cause,
            CompletableFuture<ProcessDescription> answer) {
        refuseWhenGoing(row);
        exchange.hurry(row);
        take(row, change);
        again(row, cause, new Input.Restart(), answer);
    }

    private void take(ManagedProcess row, UnaryOperator<ProcessSpec> change) {
        ProcessSpec spec = change.apply(row.spec);
        if (!spec.equals(row.spec)) {
            row.spec = spec;
            driver.changed(row);
        }
    }

    private void again(
            ManagedProcess row,
            Cause cause,
            Input how,
            CompletableFuture<ProcessDescription> answer) {
        row.forgetFailures();
        row.bookkeeping = row.bookkeeping.withBackoff(Duration.ZERO);
        row.nextCause = cause;
        row.endCause = cause;
        row.startWaiters.add(answer);
        driver.input(row, how);
    }

    /**
     * A restart without a gap for a cluster worker that is online; for all others a restart. The
     * answer comes when the worker from before has ended too, or has clients that it still serves;
     * as in PM2 it is about that worker, as stopped.
     *
     * @param byMessage whether the worker from before is asked to end by the message "shutdown"
     */
    void reload(
            ManagedProcess row,
            UnaryOperator<ProcessSpec> change,
            boolean byMessage,
            Cause cause,
            CompletableFuture<ProcessDescription> answer) {
        refuseWhenGoing(row);
        if (row.parked != null) {
            throw new SupervisorException(
                    Kind.RELOAD_IN_PROGRESS,
                    "%s (id %d) is being reloaded already; wait for that."
                            .formatted(row.spec.name(), row.id));
        }
        if (row.standing.state() != State.ONLINE || !WorkerExchange.isPossible(row)) {
            restart(row, change, cause, answer);
            return;
        }
        ProcessSpec before = row.spec;
        ProcessSpec after = change.apply(before);
        StopPolicy stop = before.stop();
        row.endCause = cause;
        row.park(
                before,
                new StopPolicy(
                        stop.signal(),
                        stop.timeout(),
                        stop.treekill(),
                        stop.byMessage() || byMessage));
        row.spec = after;
        ManagedProcess.Parked former = row.parked;
        CompletableFuture<ProcessDescription> up = new CompletableFuture<>();
        up.whenComplete(
                (process, error) -> {
                    if (error != null) {
                        answer.completeExceptionally(error);
                    } else {
                        exchange.whenFormerGone(
                                row,
                                stop.timeout(),
                                () ->
                                        answer.complete(
                                                row.describeOld(former, ProcessStatus.STOPPED)));
                    }
                });
        again(row, cause, new Input.Reload(), up);
    }

    /** A worker cannot listen: what it does then is its own affair, but it is said why. */
    void cannotListen(Refusal refusal) {
        for (ManagedProcess row : table.rows()) {
            if (row.run != null && row.run.worker().orElse(null) == refusal.worker()) {
                String sentence =
                        "It could not listen on %s: %s"
                                .formatted(refusal.address(), refusal.reason());
                row.trouble = Optional.of(sentence);
                row.statusReason = row.trouble;
                events.log("%s (id %d): %s".formatted(row.spec.name(), row.id, sentence));
                driver.changed(row);
            }
        }
    }

    /** What a memory limit asks for is a restart that counts as one. */
    void overMemoryLimit(ManagedProcess row, Metrics sample) {
        if (row.standing.state() == State.ONLINE) {
            long limit = row.spec.restart().maxMemory().orElseThrow();
            Cause cause = new Cause.MemoryLimit(sample.memoryBytes(), limit);
            CompletableFuture<ProcessDescription> answer = new CompletableFuture<>();
            if (row.parked == null) {
                reload(row, UnaryOperator.identity(), false, cause, answer);
            }
            answer.exceptionally(
                    error -> {
                        events.log(String.valueOf(error.getMessage()));
                        return null;
                    });
        }
    }

    /**
     * @param how {@link Input.Stop} or {@link Input.Kill}
     */
    void stop(
            ManagedProcess row,
            Cause cause,
            Input how,
            CompletableFuture<ProcessDescription> answer) {
        exchange.hurry(row);
        CompletableFuture<ProcessDescription> ended = new CompletableFuture<>();
        ended.thenRun(
                () -> exchange.formerGone(row).thenRun(() -> answer.complete(row.describe())));
        row.stopWaiters.add(ended);
        if (RunEnder.mayHaveLeftovers(row)) {
            driver.endLeftovers(row, how);
            return;
        }
        row.endCause = cause;
        driver.input(row, how);
    }

    void delete(ManagedProcess row, Cause cause, CompletableFuture<ProcessDescription> answer) {
        row.deleting = true;
        CompletableFuture<ProcessDescription> stopped = new CompletableFuture<>();
        stopped.thenAccept(
                process -> {
                    if (table.remove(row)) {
                        logs.close(row);
                        driver.forget(row);
                        events.publish(new ProcessEvent.ProcessDeleted(process, Instant.now()));
                    }
                    answer.complete(process);
                });
        stop(row, cause, new Input.Stop(), stopped);
    }

    void duplicate(ManagedProcess row, Cause cause, CompletableFuture<ProcessDescription> answer) {
        ProcessSpec spec = row.spec.toBuilder().autostart(true).build();
        launchNew(spec, newUniqueId(), cause, answer);
    }

    void reset(ManagedProcess row, CompletableFuture<ProcessDescription> answer) {
        row.restarts = 0;
        row.forgetFailures();
        driver.recount(row);
        driver.changed(row);
        answer.complete(row.describe());
    }

    void update(
            ManagedProcess row,
            UnaryOperator<ProcessDescription> change,
            CompletableFuture<ProcessDescription> answer) {
        ProcessDescription before = row.describe();
        ProcessDescription changed = change.apply(before);
        row.spec = changed.spec();
        if (!changed.statusReason().equals(before.statusReason())) {
            row.statusReason = changed.statusReason();
        }
        row.reported = changed.reported();
        driver.changed(row);
        answer.complete(row.describe());
    }

    /** From now on nothing is started. */
    void close() {
        shuttingDown = true;
    }

    private void refuseWhenShuttingDown() {
        if (shuttingDown) {
            throw shuttingDown();
        }
    }

    private void refuseWhenGoing(ManagedProcess row) {
        refuseWhenShuttingDown();
        if (row.deleting) {
            throw new SupervisorException(
                    Kind.UNKNOWN_PROCESS,
                    row.spec.name() + " (id " + row.id + ") is being deleted.");
        }
    }
}
