package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Bookkeeping;
import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.log.ProcessLog;
import dev.drover.supervisor.restart.RestartHistory;
import dev.drover.supervisor.store.RunRecords;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Map<String, Object> reported = Map.of();
    Bookkeeping bookkeeping = Bookkeeping.NONE;

    /** Why the next run begins. */
    Cause nextCause = new Cause.Restored();

    /** Why the present run is being ended. */
    Cause endCause = new Cause.OwnExit();

    /** The present run, or the last one until its stop is complete. */
    @Nullable Run run;

    @Nullable ProcessLog log;
    @Nullable Future<?> readyTimer;
    @Nullable Future<?> restartTimer;

    /** Processes of this entry that a former supervisor left running. */
    List<ProcessRef> leftovers = List.of();

    /** Completed when nothing is being ended outside of a run; a start waits for it. */
    CompletableFuture<Void> sweep = CompletableFuture.completedFuture(null);

    /** Writes to the standard input wait for the one before. */
    CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);

    /** True once it is to be removed: then nothing starts it again. */
    boolean deleting;

    /**
     * One life of the process.
     *
     * @param number from 1
     * @param spec what it was started with; its stop policy counts, whatever was changed since
     * @param tag is in its environment
     * @param log gets its output
     * @param settled completed after its exit was posted to the mailbox
     */
    record Run(
            int number,
            ChildProcess child,
            ProcessSpec spec,
            RunTag tag,
            ProcessLog log,
            CompletableFuture<Void> settled) {}

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
        return new ProcessDescription(
                id,
                spec,
                status,
                pid,
                instance,
                uniqueId,
                startedAt,
                createdAt,
                restarts,
                history.shortRuns().size(),
                lastExit,
                startCause,
                lastEndCause(),
                statusReason,
                nextRestartAt,
                hears(),
                metrics,
                reported,
                bookkeeping);
    }
}
