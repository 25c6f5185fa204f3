package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What {@link RunEnder} answers about processes that a former supervisor left. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunEnderTest {

    private static final StopPolicy QUICK =
            new StopPolicy(Signal.SIGINT, Duration.ofMillis(50), true, false);

    @TempDir Path folder;

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final Mailbox mailbox = new Mailbox(failures::add, () -> {});
    private final Workers workers = new Workers(failures::add);
    private final RunEnder ender = new RunEnder(mailbox, workers, (_, _) -> {});
    private Process process;
    private ManagedProcess row;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "1000").start();
        ProcessSpec spec = ProcessSpec.builder(folder, "web", Path.of("/bin/sleep")).build();
        row = new ManagedProcess(0, 0, "unique", spec.toBuilder().stop(QUICK).build());
    }

    @AfterEach
    void end() {
        process.destroyForcibly().onExit().join();
        mailbox.close();
        workers.close();
    }

    /** The process with another answer of the system to a signal: root may signal everything. */
    private record Guarded(ProcessRef process, BooleanSupplier answer) implements ProcessRef {

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public String start() {
            return process.start();
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public boolean signal(Signal signal) {
            return answer.getAsBoolean();
        }
    }

    /** As one of another user is, to whoever is not root. */
    private static ProcessRef foreign(ProcessRef process) {
        return new Guarded(process, () -> false);
    }

    /** At a moment at which the system can do nothing for us. */
    private static ProcessRef outOfReach(ProcessRef process) {
        return new Guarded(
                process,
                () -> {
                    throw new UncheckedIOException(new IOException("Too many open files"));
                });
    }

    private ProcessRef ref() {
        return ChildProcesses.find(process.pid()).orElseThrow();
    }

    private List<Long> endLeftovers(ProcessRef... leftovers) throws Exception {
        row.leftovers = List.of(leftovers);
        RunTag tag = new RunTag(RunTag.hash(new Home(folder)), 0, 1);
        CompletableFuture<List<Long>> answer = new CompletableFuture<>();
        mailbox.post(() -> ender.endLeftovers(row, tag, answer::complete));
        return answer.get();
    }

    @Test
    void whatIsEndedIsNotTold() throws Exception {
        assertThat(endLeftovers(ref())).isEmpty();

        process.onExit().get();
        assertThat(failures).isEmpty();
    }

    @Test
    void whatMayNotBeSignalledIsToldAsStillRunning() throws Exception {
        assertThat(endLeftovers(foreign(ref()))).containsExactly(process.pid());

        assertThat(failures).isEmpty();
    }

    @Test
    void anEndThatFailsTellsWhatStillRunsAndWhy() throws Exception {
        assertThat(endLeftovers(outOfReach(ref()))).containsExactly(process.pid());

        assertThat(failures.take()).hasMessageContaining("Too many open files");
    }

    @Test
    void anEndThatFailsTellsNothingOfWhatHasEndedMeanwhile() throws Exception {
        ProcessRef gone = ref();
        process.destroyForcibly().onExit().join();
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessRef alive = ChildProcesses.find(other.pid()).orElseThrow();
            assertThat(endLeftovers(gone, outOfReach(alive))).containsExactly(other.pid());
        } finally {
            other.destroyForcibly().onExit().join();
        }
    }

    @Test
    void aStartWaitsNoLongerWhenTheEndFails() throws Exception {
        endLeftovers(outOfReach(ref()));

        assertThat(row.sweep).isCompleted();
    }
}
