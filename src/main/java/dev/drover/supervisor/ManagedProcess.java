package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Bookkeeping;
import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.Metrics;
import dev.drover.domain.OrderedMap;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.StopPolicy;
import dev.drover.supervisor.cluster.ClusterWorker;
import dev.drover.supervisor.log.ProcessLog;
import dev.drover.supervisor.restart.RestartHistory;
import dev.drover.supervisor.store.RunLedger;
import dev.drover.supervisor.store.RunRecords;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * One row of the process table. Belongs to the owner thread; {@link #describe()} is what others see
 * of it.
 */
final class ManagedProcess {

    final int id;
    final int instance;
    final String uniqueId;
    final RunRecords runs = new RunRecords();
    final List<CompletableFuture<ProcessDescription>> startWaiters = new ArrayList<>();
    final List<CompletableFuture<ProcessDescription>> stopWaiters = new ArrayList<>();

    ProcessSpec spec;
    Lifecycle.Standing standing = Lifecycle.Standing.NEW;
    ProcessStatus status = ProcessStatus.STOPPED;
    OptionalLong pid = OptionalLong.empty();
    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> createdAt = Optional.of(Instant.now());
    long startedNanos;
    int restarts;
    int lastRun;

    /**
     * Whether the present run listens on its IPC channel: a known program, or one that has spoken.
     */
    boolean listens;

    RestartHistory history = RestartHistory.EMPTY;
    Optional<ExitStatus> lastExit = Optional.empty();
    Optional<Cause> startCause = Optional.empty();
    Optional<String> statusReason = Optional.empty();
    Optional<Instant> nextRestartAt = Optional.empty();
    Duration restartDelay = Duration.ZERO;
    Metrics metrics = Metrics.NONE;

    /** Where the present run can be reached, as far as somebody looked. */
    List<ListeningPort> ports = List.of();

    Map<String, Object> reported = OrderedMap.copyOf(Map.of());
    Bookkeeping bookkeeping = Bookkeeping.NONE;

    /** Why the next run begins. */
    Cause nextCause = new Cause.Restored();

    /** When the present run was asked to end, by {@link System#nanoTime()}; not when killed. */
    OptionalLong askedToEnd = OptionalLong.empty();

    /** Why the present run is being ended. */
    Cause endCause = new Cause.OwnExit();

    /** The present run, or the last one until its stop is complete. */
    @Nullable Run run;

    /** The run before, during a reload: it goes on until the present one is ready. */
    @Nullable Parked parked;

    /** Runs that were replaced and serve their last connections. */
    final List<OldWorker> oldWorkers = new ArrayList<>();

    /** Why its output does not get into its log at present; shown while nothing else is. */
    Optional<String> logTrouble = Optional.empty();

    /** Why the present run cannot listen. */
    Optional<String> trouble = Optional.empty();

    /** What was noted last about its standing; empty since a run began. */
    Optional<RunLedger.Standing> noted = Optional.empty();

    /** Runs whose end is not on the disk yet. */
    final List<RunTag> unreleased = new ArrayList<>();

    /** The run that the pid file names. Set by the thread that starts it. */
    volatile int notedRun;

    /** The worker whose sockets are kept for the next run. */
    @Nullable ClusterWorker heldPlaces;

    @Nullable ProcessLog log;
    @Nullable Future<?> readyTimer;
    @Nullable Future<?> restartTimer;

    /** Processes of this entry that a former supervisor left running. */
    List<ProcessRef> leftovers = List.of();

    /** Completed when nothing is being ended outside of a run; a start waits for it. */
    CompletableFuture<Void> sweep = CompletableFuture.completedFuture(null);

    /** Writes to the standard input wait for the one before. */
    CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);

    /** What was given to its process and not taken yet. */
    final Unread unread = new Unread();

    /** Of the present run, or the last one. */
    Optional<MessageGate> gate = Optional.empty();

    /** True once it is to be removed: then nothing starts it again. */
    boolean deleting;

    /**
     * One life of the process.
     *
     * @param number from 1
     * @param spec what it was started with; its stop policy counts, whatever was changed since
     * @param tag is in its environment
     * @param log gets its output
     * @param worker what it is in its cluster; empty in fork mode
     * @param settled completed after its exit was posted to the mailbox
     */
    record Run(
            int number,
            ChildProcess child,
            ProcessSpec spec,
            RunTag tag,
            ProcessLog log,
            Optional<ClusterWorker> worker,
            CompletableFuture<Void> settled) {}

    /** A run with what the entry said of it, to be said again if the next one comes to nothing. */
    record Parked(
            Run run,
            Optional<Instant> startedAt,
            long startedNanos,
            Optional<Cause> startCause,
            boolean listens,
            ProcessSpec spec,
            int restarts,
            Cause endCause,
            StopPolicy farewell) {}

    ManagedProcess(int id, int instance, String uniqueId, ProcessSpec spec) {
        this.id = id;
        this.instance = instance;
        this.uniqueId = uniqueId;
        this.spec = spec;
    }

    /** The child while it runs. */
    Optional<ChildProcess> child() {
        return pid.isPresent() && run != null ? Optional.of(run.child()) : Optional.empty();
    }

    /** Forgets what counts towards giving up: what any request of a user does. */
    void forgetFailures() {
        history = RestartHistory.EMPTY;
        createdAt = Optional.of(Instant.now());
    }

    /** The present run becomes the one before; {@code farewell} is how it will be ended. */
    void park(ProcessSpec before, StopPolicy farewell) {
        parked =
                new Parked(
                        Objects.requireNonNull(run),
                        startedAt,
                        startedNanos,
                        startCause,
                        listens,
                        before,
                        restarts,
                        endCause,
                        farewell);
        run = null;
        pid = OptionalLong.empty();
        metrics = Metrics.NONE;
        ports = List.of();
    }

    /** The run before is the present one again. */
    void unpark(Parked before) {
        parked = null;
        run = before.run();
        pid = OptionalLong.of(before.run().child().pid());
        startedAt = before.startedAt();
        startedNanos = before.startedNanos();
        startCause = before.startCause();
        listens = before.listens();
        spec = before.spec();
        restarts = before.restarts();
    }

    /** True for the present run and those that still run beside it. */
    boolean isAlive(Run some) {
        return some == run
                || parked != null && parked.run() == some
                || oldWorkers.stream().anyMatch(old -> old.run() == some);
    }

    /** The present run ended for want of a port. */
    void portTaken(Cause.PortTaken cause) {
        endCause = cause;
        String sentence = "Port %d is taken by %s.".formatted(cause.port(), cause.holder());
        trouble = Optional.of(trouble.map(before -> before + ". " + sentence).orElse(sentence));
    }

    /** True for the number of a run whose process still runs. */
    boolean isUnderWay(int number) {
        return run != null && pid.isPresent() && run.number() == number
                || parked != null && parked.run().number() == number
                || oldWorkers.stream().anyMatch(old -> old.run().number() == number);
    }

    /** Why the last run ended, once it has: empty while one is under way. */
    private Optional<Cause> lastEndCause() {
        boolean over = !status.isAlive() && lastExit.isPresent();
        return over ? Optional.of(endCause) : Optional.empty();
    }

    /** Whether a message to it would be read, as far as can be known. */
    private boolean hears() {
        return child().map(ChildProcess::connected).orElse(false) && listens;
    }

    ProcessDescription describe() {
        return describe(status, pid, startedAt, restarts);
    }

    /** The entry as it was with a former run that has ended or is about to. */
    ProcessDescription describeOld(Parked former, ProcessStatus as) {
        return describe(as, OptionalLong.empty(), former.startedAt(), former.restarts());
    }

    private ProcessDescription describe(
            ProcessStatus shown,
            OptionalLong shownPid,
            Optional<Instant> shownStart,
            int shownRestarts) {
        return new ProcessDescription(
                id,
                spec,
                shown,
                shownPid,
                instance,
                uniqueId,
                shownStart,
                createdAt,
                shownRestarts,
                history.shortRuns(),
                lastExit,
                startCause,
                lastEndCause(),
                statusReason.or(() -> logTrouble),
                nextRestartAt,
                hears(),
                metrics,
                reported,
                bookkeeping,
                shownPid.isPresent() ? ports : List.of());
    }
}
