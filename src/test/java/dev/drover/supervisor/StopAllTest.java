package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExecMode;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.protocol.pm2.Descriptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * An end of the supervisor at which services do not end in their time. Each is in the middle of an
 * end that began under a policy of an hour; the policy that holds now is one of a tenth of a
 * second, and so is the limit of the whole.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StopAllTest {

    private static final Duration GRACE = Duration.ofMillis(100);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final UnaryOperator<ProcessSpec.Builder> LONG =
            spec -> spec.stop(policy(Duration.ofHours(1), true));

    /** Its stop ends the worker itself and none of before. */
    private static final UnaryOperator<ProcessSpec> ALONE =
            spec -> spec.toBuilder().stop(policy(SHORT, false)).build();

    private static final String STUBBORN =
            """
            process.on('SIGINT', () => console.log('asked'));
            require('http').createServer().listen(0, () => console.log('listening'));
            """;

    @TempDir Path folder;

    private final List<ProcessHandle> seen = new ArrayList<>();
    private SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    /** What a failing test leaves does not end by itself. */
    @AfterEach
    void killWhatIsLeft() {
        seen.forEach(ProcessHandle::destroyForcibly);
    }

    private static StopPolicy policy(Duration timeout, boolean treekill) {
        return new StopPolicy(Signal.SIGINT, timeout, treekill, false);
    }

    private ProcessDescription stubbornWorker() throws IOException {
        Path script = Files.writeString(folder.resolve("web.js"), STUBBORN);
        return rig.start(
                LONG.apply(
                                ProcessSpec.builder(folder, "web", script)
                                        .interpreter("node")
                                        .mode(ExecMode.CLUSTER)
                                        .cwd(folder))
                        .build());
    }

    private void shutDown() {
        SupervisorRig.get(rig.supervisor.shutdown("test over", false, GRACE));
    }

    private ProcessHandle handle(ProcessDescription process) {
        ProcessHandle handle = ProcessHandle.of(process.pid().orElseThrow()).orElseThrow();
        seen.add(handle);
        return handle;
    }

    private static void awaitEnd(ProcessHandle process) throws Exception {
        process.onExit().get(SupervisorRig.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aServiceThatDoesNotEndInItsTimeIsKilledWithWhatItStarted() throws Exception {
        String script =
                "trap 'echo asked' INT; sh -c 'trap \"\" INT; echo up; exec sleep 1000' & wait";
        String waits = script + "; while :; do wait; done";
        ProcessDescription process = rig.start(rig.spec("stubborn", waits, LONG));
        rig.awaitOutput(process.id(), LogStream.OUT, text -> text.contains("up"));
        ProcessHandle parent = handle(process);
        ProcessHandle child = parent.children().findFirst().orElseThrow();
        seen.add(child);
        rig.supervisor.stop(process.id(), SupervisorRig.ASKED);
        rig.awaitOutput(process.id(), LogStream.OUT, text -> text.contains("asked"));
        SupervisorRig.get(
                rig.supervisor.update(
                        process.id(),
                        now ->
                                Descriptions.withSpec(
                                        now,
                                        now.spec().toBuilder().stop(policy(SHORT, true)).build())));

        shutDown();

        awaitEnd(parent);
        awaitEnd(child);
    }

    @Test
    void aWorkerThatAReloadHasReplacedIsKilled() throws Exception {
        ProcessHandle before = handle(stubbornWorker());
        rig.supervisor.reload(0, ALONE, false, SupervisorRig.ASKED);
        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("asked"));

        shutDown();

        awaitEnd(before);
    }

    @Test
    void aWorkerThatAReloadIsAboutToReplaceIsKilled() throws Exception {
        ProcessHandle before = handle(stubbornWorker());
        Files.writeString(folder.resolve("web.js"), "setInterval(() => {}, 1000)");
        rig.supervisor.reload(0, ALONE, false, SupervisorRig.ASKED);
        rig.await(
                ProcessEvent.ProcessChanged.class,
                e -> e.process().restarts() == 1 && e.process().pid().isPresent());

        shutDown();

        awaitEnd(before);
    }

    @Test
    void anEndInTimeWaitsForNothingElse() {
        ProcessDescription process = rig.start(rig.sh("quick", "exec sleep 1000"));

        SupervisorRig.get(rig.supervisor.shutdown("test over", false, Duration.ofDays(1)));

        assertThat(ProcessHandle.of(process.pid().orElseThrow()).filter(ProcessHandle::isAlive))
                .isEqualTo(Optional.empty());
        rig.await(
                ProcessEvent.ProcessChanged.class,
                e -> e.process().status() == ProcessStatus.STOPPED);
    }
}
