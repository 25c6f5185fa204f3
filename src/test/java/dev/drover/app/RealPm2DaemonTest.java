package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.client.Bus;
import dev.drover.client.FileWatch;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.ProcessReport;
import dev.drover.client.RefusedException;
import dev.drover.client.RequestException;
import dev.drover.client.TakesEffect;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Our client attached to PM2's own daemon, of each release that people run. */
@ParameterizedClass
@EnumSource(
        value = Peer.class,
        names = {"PM2_7", "PM2_6", "PM2_5"})
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RealPm2DaemonTest {

    private static SharedPeer shared;

    @Parameter Peer peer;

    private Home home;
    private Path apps;
    private ProcessManager manager;

    @BeforeParameterizedClassInvocation
    static void startDaemon(Peer peer) throws Exception {
        shared = new SharedPeer(peer);
    }

    @AfterParameterizedClassInvocation
    static void endDaemon() throws Exception {
        shared.close();
    }

    @BeforeEach
    void connect() throws Exception {
        home = shared.home();
        apps = shared.folder();
        manager = ProcessManagers.connect(home).get();
    }

    @AfterEach
    void clear() throws Exception {
        manager.close();
        shared.clear();
    }

    private ProcessSpec.Builder app() throws Exception {
        Path script = Files.copy(NpmPm2.SOURCES.resolve("app.js"), apps.resolve("app.js"));
        return ProcessSpec.builder(home.root(), "app", script)
                .interpreter("node")
                .env(Map.of("PATH", System.getenv("PATH")));
    }

    @Test
    void serviceIsStartedListedAndStopped() throws Exception {
        assertThat(manager.features()).isEmpty();
        ProcessDescription started = manager.start(app().build()).get().getFirst();
        assertThat(started.status()).isEqualTo(ProcessStatus.ONLINE);
        ProcessDescription listed = manager.list().get().getFirst();
        assertThat(listed.pid()).isEqualTo(started.pid()).isPresent();
        assertThat(listed.spec().script()).isEqualTo(apps.resolve("app.js"));
        assertThat(manager.restart(Target.name("app")).get()).hasSize(1);
        manager.stop(Target.name("app")).get();
        assertThat(manager.list().get().getFirst().status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(manager.start(Target.all()).get().getFirst().status())
                .isEqualTo(ProcessStatus.ONLINE);
    }

    /** PM2's daemon takes numbers only, and leaves Python's buffer to its client. */
    @Test
    void usersAreSentByNumberAndPythonIsNotBuffered() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can do that");
        ProcessSpec spec =
                ProcessSpec.builder(home.root(), "py", Path.of("/bin/true"))
                        .interpreter("python3")
                        .autostart(false)
                        .cwd(Path.of("/"))
                        .env(Map.of("PATH", System.getenv("PATH"), "HOME", "/root"))
                        .extra(Map.of("uid", "nobody"))
                        .build();

        ProcessSpec sent = manager.start(spec).get().getFirst().spec();

        assertThat(sent.extra()).containsEntry("uid", 65534).containsEntry("gid", 65534);
        assertThat(sent.env())
                .containsEntry("HOME", "/nonexistent")
                .containsEntry("PYTHONUNBUFFERED", "1");
    }

    @Test
    void instancesAndWatchAreChanged() throws Exception {
        ProcessDescription first = manager.start(app().build()).get().getFirst();
        assertThat(manager.scale("app", 3).get()).hasSize(3).allMatch(p -> p.pid().isPresent());
        assertThat(manager.scale("app", 1).get())
                .extracting(ProcessDescription::pid)
                .containsExactly(first.pid());

        assertThat(manager.watch(Target.name("app"), true).get()).allMatch(FileWatch::isOn);
        assertThat(manager.watch(Target.name("app"), false).get()).noneMatch(FileWatch::isOn);
        assertThat(manager.list().get().getFirst().pid()).isEqualTo(first.pid());
    }

    @Test
    void serviceGetsAScheduleAndLosesItByARestart() throws Exception {
        ProcessDescription before = manager.start(app().build()).get().getFirst();
        Target target = Target.id(before.id());

        ProcessDescription set =
                manager.schedule(target, Optional.of("0 3 1 1 *")).get().getFirst();
        assertThat(ProcessReport.triggers(set).cron()).contains("0 3 1 1 *");
        assertThat(set.pid()).isPresent().isNotEqualTo(before.pid());
        assertThat(set.spec().script()).isEqualTo(before.spec().script());

        ProcessDescription unset = manager.schedule(target, Optional.empty()).get().getFirst();
        assertThat(ProcessReport.triggers(unset).cron()).isEmpty();
        assertThat(unset.status()).isEqualTo(ProcessStatus.ONLINE);
    }

    /** It is PM2 that goes by it. */
    @Test
    void scheduleOfServiceRestartsIt() throws Exception {
        ProcessDescription before = manager.start(app().build()).get().getFirst();
        BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
        try (Bus bus = manager.launchBus().get()) {
            bus.onEvent(events::add);
            ProcessDescription set =
                    manager.schedule(Target.id(before.id()), Optional.of("* * * * * *"))
                            .get()
                            .getFirst();
            ProcessEvent event = events.take();
            while (!(event instanceof ProcessEvent.ProcessOnline online)
                    || online.process().pid().equals(set.pid())
                    || online.process().restarts() <= set.restarts()) {
                event = events.take();
            }
            manager.schedule(Target.id(before.id()), Optional.empty()).get();
        }
    }

    @Test
    void whatWasDeletedComesBackAsItWas() throws Exception {
        ProcessSpec.Builder given = app();
        given.env(Map.of("PATH", System.getenv("PATH"), "LEVEL", "info"));
        ProcessDescription ran = manager.start(given.namespace("shop").build()).get().getFirst();
        manager.start(given.name("idle").build()).get();
        manager.stop(Target.name("idle")).get();
        List<ProcessDescription> before = manager.list().get();
        manager.delete(Target.all()).get();
        for (ProcessDescription entry : before) {
            manager.resurrect(entry).get();
        }

        List<ProcessDescription> after = manager.list().get();
        assertThat(after)
                .extracting(ProcessDescription::name, ProcessDescription::status)
                .containsExactly(
                        tuple("app", ProcessStatus.ONLINE), tuple("idle", ProcessStatus.STOPPED));
        assertThat(after.getFirst().pid()).isPresent().isNotEqualTo(ran.pid());
        assertThat(after.getFirst().namespace()).isEqualTo("shop");
        assertThat(after.getFirst().spec().env())
                .containsEntry("PATH", before.getFirst().spec().env().get("PATH"))
                .containsEntry("LEVEL", "info");
        assertThat(manager.start(Target.name("idle")).get().getFirst().status())
                .isEqualTo(ProcessStatus.ONLINE);
    }

    @Test
    void anEntryGetsAnotherDefinitionAndStaysTheSameEntry() throws Exception {
        Path other = Files.writeString(apps.resolve("other.js"), "setInterval(() => {}, 1000);");
        ProcessSpec.Builder given = app();
        Map<String, String> env = new TreeMap<>(given.build().env());
        env.put("GONE", "1");
        env.put("LEVEL", "info");
        manager.start(given.env(env).build()).get();
        ProcessDescription before = manager.list().get().getFirst();
        Map<String, String> changed = new TreeMap<>(before.spec().env());
        changed.remove("GONE");
        changed.put("LEVEL", "debug");
        manager.redefine(
                        before,
                        before.spec().toBuilder()
                                .script(other)
                                .args(List.of("--port", "3000"))
                                .env(changed)
                                .build(),
                        TakesEffect.NOW)
                .get();
        ProcessDescription after = manager.list().get().getFirst();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
        assertThat(after.spec().script()).isEqualTo(other);
        assertThat(after.spec().logs()).isEqualTo(before.spec().logs());
        long pid = after.pid().orElseThrow();
        assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")))
                .contains("node");
        assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "environ")).split("\0"))
                .contains("LEVEL=debug", "pm_exec_path=" + other)
                .noneMatch(variable -> variable.startsWith("GONE="));
        assertThatThrownBy(
                        () ->
                                manager.redefine(after, before.spec(), TakesEffect.AT_NEXT_START)
                                        .get())
                .hasMessageContaining("PM2 daemon");
    }

    @Test
    void eventsAndLogsAreUnderstood() throws Exception {
        BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
        try (Bus bus = manager.launchBus().get()) {
            bus.onEvent(events::add);
            ProcessDescription started = manager.start(app().build()).get().getFirst();
            String output = "";
            boolean online = false;
            while (!online || !output.contains("hello from app")) {
                ProcessEvent event = events.take();
                online |= event instanceof ProcessEvent.ProcessOnline;
                output +=
                        event instanceof ProcessEvent.OutputWritten written
                                ? written.chunk().text()
                                : "";
            }
            LogWindow window =
                    manager.logWindow(
                                    new LogWindowRequest(
                                            started.id(),
                                            LogStream.OUT,
                                            new LogPlace.End(),
                                            false,
                                            1000))
                            .get();
            assertThat(window.lines())
                    .extracting(LogLine::text)
                    .anyMatch(line -> line.contains("hello from app"));
            assertThat(manager.logTail(started.id(), 1000).get().chunks())
                    .anySatisfy(chunk -> assertThat(chunk.text()).contains("hello from app"));
            manager.sendDataToProcessId(started.id(), "process:msg", "topic", Map.of("a", 1)).get();
            while (!(events.take() instanceof ProcessEvent.MessageReceived received)
                    || !String.valueOf(received.message()).contains("echo")) {
                assertThat(events).isNotNull();
            }
        }
    }

    @Test
    void whatPm2CannotDoIsOneClearSentence() {
        assertThatThrownBy(() -> manager.runs(0).get())
                .cause()
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("is a PM2 daemon, which cannot do this");
    }

    @Test
    void versionIsTold() {
        assertThat(manager.version()).isEqualTo(peer.version());
        assertThat(manager.isDrover()).isFalse();
    }

    @Test
    void metricsComeWithTheList() throws Exception {
        manager.start(app().build()).get();
        Metrics metrics = manager.list().get().getFirst().metrics();
        // PM2 measures when it is asked, and on a busy machine a new process may be too new for it.
        while (metrics.memoryBytes() == 0) {
            metrics = manager.list().get().getFirst().metrics();
        }
        assertThat(metrics.cpuPercent()).isNotNegative();
    }

    @Test
    void serviceIsReloadedSignaledAndDeleted() throws Exception {
        try (Bus bus = manager.launchBus().get()) {
            BlockingQueue<String> output = new LinkedBlockingQueue<>();
            BlockingQueue<String> answers = new LinkedBlockingQueue<>();
            bus.on("log:out", (_, payload) -> output.add(String.valueOf(payload.get("data"))));
            bus.on("process:msg", (_, payload) -> answers.add(String.valueOf(payload)));
            ProcessDescription started = manager.start(app().build()).get().getFirst();
            awaitText(output, "hello from app");
            manager.reload(Target.name("app")).get();
            awaitText(output, "hello from app");
            ProcessDescription reloaded = manager.list().get().getFirst();
            assertThat(reloaded.pid()).isPresent().isNotEqualTo(started.pid());
            // The answer says that the program has come to listen to signals, too.
            manager.sendDataToProcessId(started.id(), "ping").get();
            awaitText(answers, "ping");
            manager.sendSignalToProcessId(started.id(), Signal.find("SIGUSR2").orElseThrow()).get();
            awaitText(output, "got SIGUSR2");
            assertThat(manager.delete(Target.id(started.id())).get()).hasSize(1);
        }
        assertThat(manager.list().get()).isEmpty();
    }

    private static void awaitText(BlockingQueue<String> output, String text)
            throws InterruptedException {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().contains(text)) {
            seen.append(output.take());
        }
    }

    @Test
    void lineReachesStandardInput() throws Exception {
        try (Bus bus = manager.launchBus().get()) {
            BlockingQueue<String> output = new LinkedBlockingQueue<>();
            bus.on("log:out", (_, payload) -> output.add(String.valueOf(payload.get("data"))));
            ProcessSpec cat =
                    ProcessSpec.builder(home.root(), "cat", Path.of("/bin/cat"))
                            .env(Map.of("PATH", "/usr/bin:/bin"))
                            .build();
            ProcessDescription started = manager.start(cat).get().getFirst();
            manager.sendLineToStdin(started.id(), "a line").get();
            awaitText(output, "a line\n");
        }
    }

    @Test
    void refusalIsPm2sOwnSentence() throws Exception {
        assertThatThrownBy(() -> manager.sendDataToProcessId(7, Map.of()).get())
                .cause()
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("7");
    }

    /** Every file and folder of the home with its size and the time of its last change. */
    private Map<String, String> listing() throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.root())) {
            for (Path path : all.toList()) {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class);
                listing.put(
                        home.root().relativize(path).toString(),
                        attributes.size() + " " + attributes.lastModifiedTime());
            }
        }
        return listing;
    }

    @Test
    void lookingWritesNothing() throws Exception {
        ProcessSpec quiet =
                ProcessSpec.builder(home.root(), "quiet", Path.of("/bin/sleep"))
                        .args(List.of("1000"))
                        .env(Map.of("PATH", "/usr/bin:/bin"))
                        .build();
        ProcessDescription started = manager.start(quiet).get().getFirst();
        // PM2 5 and 6 write that after their answer.
        while (!Files.readString(home.supervisorLog()).contains("[quiet:0] online")) {
            assertThat(manager.list().get()).hasSize(1);
        }
        manager.close();
        Map<String, String> before = listing();
        ProcessHandle daemon =
                ProcessHandle.of(Long.parseLong(Files.readString(home.pidFile()).strip()))
                        .orElseThrow();
        long children = daemon.descendants().count();
        manager = ProcessManagers.connect(home).get();
        try (Bus bus = manager.launchBus().get()) {
            bus.onEvent(event -> assertThat(event).isNotNull());
            assertThat(manager.list().get()).hasSize(1);
            assertThat(manager.describe(Target.name("quiet")).get()).hasSize(1);
            manager.logTail(started.id(), 1000).get();
        }
        manager.close();
        assertThat(listing()).isEqualTo(before);
        assertThat(daemon.descendants().count()).isEqualTo(children);
        manager = ProcessManagers.connect(home).get();
    }

    @Test
    void controllingLeavesOnlyWhatPm2Writes() throws Exception {
        Set<String> before = listing().keySet();
        ProcessDescription started = manager.start(app().build()).get().getFirst();
        manager.stop(Target.id(started.id())).get();
        manager.restart(Target.id(started.id())).get();
        Set<String> after = new TreeSet<>(listing().keySet());
        after.removeAll(before);
        assertThat(after)
                .containsExactlyInAnyOrder(
                        "logs/app-out.log", "logs/app-error.log", "pids/app-0.pid");
    }

    @Test
    void windowsSessionSurvivesTheEndOfTheDaemon() throws Exception {
        manager.start(app().build()).get();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        ProcessListModel model = new ProcessListModel();
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        try (SupervisorSession session =
                new SupervisorSession(
                        () -> ProcessManagers.connect(home), model, Runnable::run, scheduler)) {
            session.stateProperty().subscribe(states::add);
            session.connect();
            awaitState(states, ConnectionState.Connected.class);
            assertThat(model.rows()).hasSize(1);
            shared.end();
            awaitState(states, ConnectionState.Lost.class);
            shared.startAgain();
            awaitState(states, ConnectionState.Connected.class);
            assertThat(model.rows()).isEmpty();
        } finally {
            scheduler.shutdown();
        }
        manager = ProcessManagers.connect(home).get();
    }

    private static void awaitState(
            BlockingQueue<ConnectionState> states, Class<? extends ConnectionState> wanted)
            throws InterruptedException {
        while (!wanted.isInstance(states.take())) {
            assertThat(states).isNotNull();
        }
    }
}
