package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

class CrashTest {

    /** Every run is short, however long a busy machine takes for it. */
    private static final RestartPolicy THREE =
            new RestartPolicy(
                    true,
                    Duration.ofMinutes(1),
                    3,
                    Duration.ZERO,
                    Optional.empty(),
                    Set.of(),
                    Optional.empty());

    @TempDir Path folder;
    SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private ProcessSpec crashing(RestartPolicy policy) {
        return rig.spec("crash", "exit 7", b -> b.restart(policy));
    }

    @Test
    void aCrashLoopEndsErroredAtTheLimit() {
        rig.start(crashing(THREE));
        ProcessDescription process = rig.awaitStatus(0, ProcessStatus.ERRORED);
        rig.await(
                ProcessEvent.ProcessExited.class,
                e -> e.process().status() == ProcessStatus.ERRORED);

        assertThat(process.restarts()).isEqualTo(2);
        assertThat(process.createdAt()).isEmpty();
        assertThat(process.lastExit()).contains(new ExitStatus.Exited(7));
        assertThat(process.statusReason()).get().asString().startsWith("Given up after 3 runs");
        assertThat(rig.summary())
                .containsExactly(
                        "Added(stopped)",
                        "Online(launching)",
                        "Started(online)",
                        "Exited(stopped)",
                        "Online(launching)",
                        "Exited(stopped)",
                        "Online(launching)",
                        "RestartLimitReached(errored)",
                        "Exited(errored)");
    }

    @Test
    void anErroredEntryCanBeStarted() {
        rig.start(crashing(THREE));
        rig.awaitStatus(0, ProcessStatus.ERRORED);
        rig.forget();
        get(rig.supervisor.start(0, ASKED));
        assertThat(rig.awaitStatus(0, ProcessStatus.ERRORED).restarts()).isEqualTo(4);
    }

    @Test
    void aRestartedRunKnowsTheCrashBeforeIt() {
        rig.start(crashing(THREE));
        rig.awaitStatus(0, ProcessStatus.ERRORED);
        List<RunRecord> runs = get(rig.supervisor.runs(0));
        assertThat(runs).extracting(RunRecord::run).containsExactly(1, 2, 3);
        assertThat(runs.getLast().startCause())
                .isEqualTo(new Cause.Crash(new ExitStatus.Exited(7)));
    }

    @Test
    void aKillFromOutsideIsRecordedAsTheSignalAndRestarted() {
        ProcessDescription process = rig.start(rig.sh("tick", "exec sleep 600"));
        rig.forget();
        ProcessHandle.of(process.pid().orElseThrow()).orElseThrow().destroyForcibly();
        ProcessDescription again =
                rig.await(
                                ProcessEvent.ProcessChanged.class,
                                e ->
                                        e.process().restarts() == 1
                                                && e.process().status() == ProcessStatus.ONLINE)
                        .process();
        assertThat(again.lastExit()).contains(new ExitStatus.Signaled(Signal.SIGKILL, false));
    }

    @Test
    void aDelayedRestartIsVisibleAndHappens() {
        rig.start(crashing(THREE.withDelay(Duration.ofMillis(100))));
        ProcessDescription waiting = rig.awaitStatus(0, ProcessStatus.WAITING_RESTART);
        assertThat(waiting.nextRestartAt()).isPresent();
        assertThat(waiting.pid()).isEmpty();
        rig.await(
                ProcessEvent.ProcessExited.class,
                e ->
                        e.process().status() == ProcessStatus.STOPPED
                                && e.process().nextRestartAt().isPresent());
        rig.awaitStatus(0, ProcessStatus.ERRORED);
    }

    @Test
    void backoffGrows() {
        rig.start(
                crashing(
                        RestartPolicy.DEFAULT
                                .withBackoff(Duration.ofMillis(20))
                                .withMaxRestarts(5)));
        rig.awaitStatus(0, ProcessStatus.ERRORED);
        List<String> reasons =
                rig.events().stream()
                        .filter(ProcessEvent.ProcessExited.class::isInstance)
                        .map(e -> ((ProcessEvent.ProcessExited) e).process())
                        .filter(p -> p.status() == ProcessStatus.STOPPED)
                        .map(p -> p.statusReason().orElseThrow().replaceAll(".*after ", ""))
                        .toList();
        assertThat(reasons).containsExactly("20 ms.", "30 ms.", "45 ms.", "67 ms.");
    }

    @Test
    void aRestartDoesNotWaitForTheDelay() {
        rig.start(crashing(RestartPolicy.DEFAULT.withDelay(Duration.ofMinutes(10))));
        rig.awaitStatus(0, ProcessStatus.WAITING_RESTART);
        UnaryOperator<ProcessSpec> calm =
                s -> s.toBuilder().args(List.of("-c", "exec sleep 600")).build();
        assertThat(get(rig.supervisor.restart(0, calm, ASKED)).status())
                .isEqualTo(ProcessStatus.ONLINE);
    }

    @Test
    void aStopCancelsAWaitingRestart() {
        rig.start(crashing(RestartPolicy.DEFAULT.withDelay(Duration.ofMinutes(10))));
        rig.awaitStatus(0, ProcessStatus.WAITING_RESTART);
        ProcessDescription stopped = get(rig.supervisor.stop(0, ASKED));
        assertThat(stopped.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(stopped.nextRestartAt()).isEmpty();
    }

    @Test
    void noRestartHappensOnceAShutdownIsAnnounced() {
        ProcessDescription process = rig.start(rig.sh("tick", "exec sleep 600"));
        get(rig.supervisor.prepareShutdown());
        rig.forget();
        ProcessHandle.of(process.pid().orElseThrow()).orElseThrow().destroyForcibly();
        rig.awaitStatus(0, ProcessStatus.STOPPED);
        assertThat(get(rig.supervisor.describe(0)).status()).isEqualTo(ProcessStatus.STOPPED);
    }

    @Test
    void whatACrashedRunLeftBehindIsEndedBeforeTheNext() {
        rig.start(
                rig.spec("leaky", "sleep 607 & echo $!; sleep 0.1; exit 1", b -> b.restart(THREE)));
        rig.awaitStatus(0, ProcessStatus.ERRORED);
        String pids = rig.awaitOutput(0, LogStream.OUT, t -> t.lines().count() == 3);
        for (String pid : pids.lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(handle -> handle.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        }
    }

    @Test
    void resetSetsTheCountersToZero() {
        rig.start(crashing(THREE));
        rig.awaitStatus(0, ProcessStatus.ERRORED);
        assertThat(get(rig.supervisor.reset(0)).restarts()).isZero();
    }
}
