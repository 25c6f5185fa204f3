package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Cause;
import dev.drover.domain.EndWords;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The client against a daemon, over real sockets, with real children. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SocketProcessManagerTest extends OwnDaemon {

    private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();

    private ProcessSpec.Builder shell(String name, String command) {
        return ProcessSpec.builder(home.root(), name, Path.of("/bin/sh"))
                .args(List.of("-c", command))
                .env(Map.of("PATH", "/usr/bin:/bin"));
    }

    private ProcessDescription start(ProcessSpec.Builder spec) throws Exception {
        return manager.start(spec.build()).get().getFirst();
    }

    private Bus listen() throws Exception {
        Bus bus = manager.launchBus().get();
        bus.onEvent(events::add);
        return bus;
    }

    private <T extends ProcessEvent> T await(Class<T> type) throws Exception {
        while (true) {
            ProcessEvent event = events.take();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    @Test
    void greetingTellsVersionAndFeatures() {
        assertThat(manager.version()).isEqualTo("7.0.4");
        assertThat(manager.features()).contains("drover:logTail", "drover:killTree");
    }

    @Test
    void serviceIsStartedListedStoppedAndDeleted() throws Exception {
        ProcessDescription started = start(shell("web", "exec sleep 1000"));
        assertThat(started.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(started.startCause()).contains(new Cause.ByUser("the test"));
        ProcessDescription listed = manager.list().get().getFirst();
        assertThat(listed.pid()).isEqualTo(started.pid()).isPresent();
        assertThat(listed.spec().args()).containsExactly("-c", "exec sleep 1000");
        ProcessDescription stopped = manager.stop(Target.name("web")).get().getFirst();
        assertThat(stopped.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(stopped.lastExit()).contains(new ExitStatus.Signaled(Signal.SIGINT, false));
        ProcessDescription again = manager.start(Target.id(stopped.id())).get().getFirst();
        assertThat(again.status()).isEqualTo(ProcessStatus.ONLINE);
        ProcessDescription restarted = manager.restart(Target.all()).get().getFirst();
        assertThat(restarted.pid()).isPresent().isNotEqualTo(again.pid());
        assertThat(manager.delete(Target.all()).get()).hasSize(1);
        assertThat(manager.list().get()).isEmpty();
    }

    @Test
    void unknownTargetIsOneClearSentence() {
        assertThatThrownBy(() -> manager.stop(Target.name("nope")).get())
                .cause()
                .isInstanceOf(RequestException.class)
                .hasMessage("There is no process or namespace named \"nope\".");
    }

    @Test
    void namespaceIsATargetWhenNoNameMatches() throws Exception {
        start(shell("a", "exec sleep 1000").namespace("group"));
        assertThat(manager.describe(Target.name("group")).get()).hasSize(1);
    }

    @Test
    void eventsOfACallComeInOrder() throws Exception {
        try (Bus bus = listen()) {
            start(shell("web", "exec sleep 1000"));
            assertThat(await(ProcessEvent.ProcessOnline.class).process().status())
                    .isEqualTo(ProcessStatus.LAUNCHING);
            await(ProcessEvent.ProcessStarted.class);
            manager.stop(Target.name("web")).get();
            assertThat(await(ProcessEvent.ProcessExited.class).status())
                    .isEqualTo(new ExitStatus.Signaled(Signal.SIGINT, false));
            await(ProcessEvent.ProcessStopped.class);
            assertThat(await(ProcessEvent.ActionAnnounced.class).action()).isEqualTo("stop");
            manager.delete(Target.name("web")).get();
            assertThat(await(ProcessEvent.ProcessDeleted.class).process().name()).isEqualTo("web");
            assertThat(bus).isNotNull();
        }
    }

    @Test
    void outputReachesTheBusAndTheTail() throws Exception {
        try (Bus bus = listen()) {
            ProcessDescription process =
                    start(shell("talker", "echo out; echo err >&2; exec sleep 1000"));
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().contains("out\n") || !seen.toString().contains("err\n")) {
                ProcessEvent.OutputWritten written = await(ProcessEvent.OutputWritten.class);
                assertThat(written.process().id()).isEqualTo(process.id());
                seen.append(written.chunk().text());
            }
            LogTail tail = manager.logTail(process.id(), 1000).get();
            assertThat(tail.chunks().stream().map(LogChunk::text).collect(Collectors.joining()))
                    .contains("out\n", "err\n");
            assertThat(tail.outEnd()).isEqualTo(4);
            assertThat(bus).isNotNull();
        }
    }

    @Test
    void lineReachesStandardInput() throws Exception {
        try (Bus bus = listen()) {
            ProcessDescription process = start(shell("reader", "read x; echo got $x; sleep 1000"));
            manager.sendLineToStdin(process.id(), "hello").get();
            ProcessEvent.OutputWritten written = await(ProcessEvent.OutputWritten.class);
            assertThat(written.chunk().text()).isEqualTo("got hello\n");
            assertThat(bus).isNotNull();
        }
    }

    @Test
    void messageOfAChildIsDelivered() throws Exception {
        try (Bus bus = listen()) {
            start(shell("sender", "echo '{\"hello\":1}' >&3; exec sleep 1000"));
            assertThat(await(ProcessEvent.MessageReceived.class).message())
                    .isEqualTo(Map.of("hello", 1));
            assertThat(bus).isNotNull();
        }
    }

    @Test
    void metricsComeWhileSomebodyListens() throws Exception {
        try (Bus bus = listen()) {
            ProcessDescription process = start(shell("web", "exec sleep 1000"));
            ProcessEvent.MetricsSampled sampled = await(ProcessEvent.MetricsSampled.class);
            while (!sampled.samples().containsKey(process.id())) {
                sampled = await(ProcessEvent.MetricsSampled.class);
            }
            assertThat(sampled.samples().get(process.id()).memoryBytes()).isPositive();
            assertThat(bus).isNotNull();
        }
    }

    @Test
    void runsTellHowTheyEnded() throws Exception {
        ProcessDescription process = start(shell("web", "exec sleep 1000"));
        manager.restart(Target.id(process.id())).get();
        assertThat(manager.runs(process.id()).get())
                .hasSize(2)
                .first()
                .satisfies(
                        run ->
                                assertThat(run.exit())
                                        .contains(new ExitStatus.Signaled(Signal.SIGINT, false)));
    }

    @Test
    void aRunTellsWhatItNeededAndWhyItEnded() throws Exception {
        ProcessDescription process =
                start(
                        shell(
                                "web",
                                "echo 'fatal: no such table' >&2; trap '' INT; sleep 1000 & wait"));
        manager.stop(Target.id(process.id())).get();
        RunRecord run = manager.runs(process.id()).get().getFirst();
        RunEnd end = run.end().orElseThrow();
        assertThat(end.lastErrorLines()).containsExactly("fatal: no such table");
        assertThat(end.peakMemory()).isPresent();
        assertThat(EndWords.sentence(end, process.spec()))
                .startsWith("It was stopped by ")
                .endsWith("; it did not end within 1600 ms of SIGINT, so it was killed.");
    }

    @Test
    void lostConnectionFailsWhatWaits() throws Exception {
        start(shell("slow", "trap '' INT; while :; do sleep 0.1; done"));
        CompletableFuture<Void> closed = new CompletableFuture<>();
        manager.onClose(() -> closed.complete(null));
        CompletableFuture<List<ProcessDescription>> stop = manager.stop(Target.name("slow"));
        manager.close();
        closed.get();
        assertThatThrownBy(stop::get)
                .cause()
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("was lost")
                .hasMessageContaining("Whether what was asked of it was carried out is not known.");
        assertThatThrownBy(() -> manager.list().get())
                .cause()
                .isInstanceOf(RequestException.class)
                .message()
                .doesNotContain("is not known");
    }

    @Test
    void homeWithoutASupervisorIsOneClearSentence() {
        Home empty = new Home(home.root().resolve("empty"));
        assertThatThrownBy(() -> ProcessManagers.connect(empty).get())
                .cause()
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("No supervisor answers at");
    }

    @Test
    void endOfTheDaemonEndsTheBus() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (Bus bus = listen()) {
            bus.onClose(() -> ended.complete(null));
            manager.killDaemon().get();
            assertThat(await(ProcessEvent.SupervisorStopping.class).reason())
                    .isEqualTo("pm2 has been killed via CLI");
            ended.get();
        }
        daemon.awaitEnd();
        assertThat(home.rpcSocket()).doesNotExist();
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
    }

    @Test
    void whatIsNoJsonFailsItsRequestAndNoOther() throws Exception {
        int id = start(shell("web", "exec sleep 1000")).id();
        Map<String, Object> inItself = new HashMap<>();
        inItself.put("again", inItself);
        for (Object odd : List.of(new Object(), new byte[1], inItself, Map.of("a", Path.of("x")))) {
            assertThatThrownBy(() -> manager.sendDataToProcessId(id, odd).get())
                    .hasCauseInstanceOf(RequestException.class)
                    .hasMessageContaining("This cannot be sent.");
        }
        assertThat(manager.list().get()).hasSize(1);
    }
}
