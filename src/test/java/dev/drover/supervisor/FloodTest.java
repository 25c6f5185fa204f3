package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Services that send or write more than anybody takes. */
class FloodTest {

    private static final RestartPolicy ONCE = RestartPolicy.DEFAULT.withAutorestart(false);

    @TempDir Path folder;

    @Test
    void aServiceThatFloodsMessagesIsHeldBackWhileTheyAreNotDealtWith() throws Exception {
        Supervisor supervisor = Supervisor.open(new Home(folder), SupervisorRig.ENVIRONMENT);
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger arrived = new AtomicInteger();
        supervisor.subscribe(
                EventListener.ofChanges(
                        event -> {
                            if (event instanceof ProcessEvent.MessageReceived) {
                                arrived.incrementAndGet();
                                awaitQuietly(held);
                            }
                        }));
        try (SupervisorRig rig = new SupervisorRig(folder, supervisor)) {
            Path taken = folder.resolve("taken");
            // The callback of send says that the kernel has the message: the child counts those.
            rig.start(
                    rig.node(
                            "flood",
                            """
                            const fs = require('fs'), text = 'x'.repeat(1000);
                            let taken = 0, last = -1;
                            const tick = setInterval(() => {
                              if (taken === last) { fs.writeFileSync('taken', taken + '\\n'); clearInterval(tick); }
                              last = taken;
                            }, 500);
                            const send = () => process.send(text, () => { if (++taken < 100000) send(); });
                            for (let i = 0; i < 50; i++) send();
                            setInterval(() => {}, 1e6);
                            """,
                            UnaryOperator.identity()));
            awaitFile(taken);
            int count = Integer.parseInt(Files.readString(taken).strip());
            held.countDown();
            assertThat(count).isLessThan(10_000);
            rig.awaitAll(_ -> arrived.get() > 2 * count ? true : null);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitFile(Path file) throws Exception {
        try (var watcher = file.getFileSystem().newWatchService()) {
            file.getParent()
                    .register(
                            watcher,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
                watcher.poll(SupervisorRig.SECONDS, TimeUnit.SECONDS).reset();
            }
        }
    }

    @Test
    void aFullDiskDoesNotEndAServiceWhoseLogHasAFormat() {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            rig.start(
                    rig.spec(
                            "full",
                            "i=0; while [ $i -lt 20000 ]; do echo a line of some length;"
                                    + " i=$((i+1)); done; exit 3",
                            b -> b.restart(ONCE).logs(full(folder))));
            ProcessDescription ended = rig.awaitStatus(0, ProcessStatus.STOPPED);
            assertThat(ended.lastExit()).contains(new ExitStatus.Exited(3));
            assertThat(
                            rig.events().stream()
                                    .filter(
                                            e ->
                                                    e instanceof ProcessEvent.SupervisorLogged line
                                                            && line.line()
                                                                    .contains("cannot be written")))
                    .hasSize(1);
        }
    }

    private static LogSettings full(Path folder) {
        return new LogSettings(
                Path.of("/dev/full"),
                folder.resolve("err.log"),
                Optional.empty(),
                Optional.empty(),
                true,
                true,
                false);
    }

    @Test
    void outputThatNobodyWantsIsIndexedAndFoundLater() throws IOException {
        Supervisor supervisor = Supervisor.open(new Home(folder), SupervisorRig.ENVIRONMENT);
        AtomicInteger written = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        supervisor.subscribe(
                EventListener.ofChanges(
                        event -> {
                            if (event instanceof ProcessEvent.OutputWritten) {
                                written.incrementAndGet();
                            } else if (event instanceof ProcessEvent.ProcessExited) {
                                ended.countDown();
                            }
                        }));
        try {
            get(
                    supervisor.start(
                            ProcessSpec.builder(folder, "quiet", Path.of("/bin/sh"))
                                    .args(List.of("-c", "printf 'a€\\nb\\n'"))
                                    .cwd(folder)
                                    .restart(ONCE)
                                    .build(),
                            SupervisorRig.ASKED));
            awaitQuietly(ended);
            assertThat(get(supervisor.logTail(0, 1000)).chunks())
                    .allMatch(chunk -> chunk.stream() == LogStream.OUT && chunk.run() == 1)
                    .extracting(LogChunk::text)
                    .containsExactly("a€\nb\n");
            assertThat(written).hasValue(0);
        } finally {
            get(supervisor.shutdown("test over", true));
        }
    }
}
