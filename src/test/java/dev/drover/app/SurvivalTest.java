package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.domain.ExecMode;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is left of a supervisor that was killed: everything. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a keeper")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SurvivalTest {

    private static final RestartPolicy STAYS_DOWN = RestartPolicy.DEFAULT.withAutorestart(false);

    @Test
    void servicesOfAKilledSupervisorKeepTheirProcessesIdsAndCounters() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription first = kept.start(kept.sh("a", "exec sleep 1000", b -> b));
            ProcessDescription second = kept.start(kept.sh("b", "exec sleep 1000", b -> b));
            long before = kept.supervisor().pid();
            kept.kill();
            List<ProcessDescription> list = kept.list();
            assertThat(kept.supervisor().pid()).isNotEqualTo(before);
            assertThat(list).extracting(ProcessDescription::id).containsExactly(0, 1);
            assertThat(list)
                    .extracting(ProcessDescription::pid)
                    .containsExactly(first.pid(), second.pid());
            assertThat(list)
                    .extracting(ProcessDescription::startedAt)
                    .containsExactly(first.startedAt(), second.startedAt());
            assertThat(list).allMatch(p -> p.status() == ProcessStatus.ONLINE && p.restarts() == 0);
        }
    }

    @Test
    void aRequestThatComesWithoutASupervisorIsAnsweredByTheNextOne() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            kept.start(kept.sh("a", "exec sleep 1000", b -> b));
            for (int i = 0; i < 3; i++) {
                kept.kill();
                assertThat(kept.list()).hasSize(1);
            }
        }
    }

    @Test
    void howServicesEndedThatDiedWithoutASupervisorIsKnown() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            long supervisor = kept.supervisor().pid();
            for (String end : List.of("exit 7", "kill -SEGV $$", "exit 0")) {
                String script = "while kill -0 %d; do :; done 2> /dev/null; %s";
                kept.start(
                        kept.sh(
                                "a",
                                script.formatted(supervisor, end),
                                b -> b.restart(STAYS_DOWN)));
            }
            kept.kill();
            List<ProcessDescription> list =
                    kept.await(all -> all.stream().noneMatch(p -> p.status().isAlive()));
            assertThat(list)
                    .extracting(p -> p.lastExit().orElseThrow())
                    .containsExactly(
                            new ExitStatus.Exited(7),
                            new ExitStatus.Signaled(Signal.ofNumber(11), false),
                            new ExitStatus.Exited(0));
        }
    }

    @Test
    void aMessageChannelSurvives() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessSpec spec =
                    kept.node(
                            "echo",
                            """
                            process.on('message', m => process.send({type: 'process:msg', data: m}));
                            process.on('disconnect', () => process.exit(5));
                            """,
                            b -> b);
            ProcessDescription before = kept.start(spec);
            kept.kill();
            assertThat(kept.answerOfTheFirst()).contains("n=1");
            ProcessDescription after = kept.list().getFirst();
            assertThat(after.pid()).isEqualTo(before.pid());
            assertThat(after.ipc()).isTrue();
        }
    }

    @Test
    void clusterWorkersGoOnServing() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessSpec spec =
                    kept.node(
                            "web",
                            """
                            require('http').createServer((q, a) => a.end(String(process.pid)))
                              .listen(0, '127.0.0.1', function () {
                                require('fs').writeFileSync('port', String(this.address().port));
                              });
                            """,
                            b -> b.mode(ExecMode.CLUSTER).instances(2));
            List<Optional<Long>> before;
            try (ProcessManager manager = kept.connect()) {
                KeptSupervisor.get(manager.start(spec));
                before = pids(kept);
            }
            // A worker writes it when it hears itself that it listens, which may be later.
            Path file = kept.home.root().resolve("port");
            kept.await(_ -> file.toFile().length() > 0);
            int port = Integer.parseInt(Files.readString(file));
            for (int i = 0; i < 3; i++) {
                kept.kill();
                assertThat(pids(kept)).isEqualTo(before);
                assertThat(Set.of(get(port), get(port)))
                        .isEqualTo(
                                before.stream()
                                        .map(pid -> pid.orElseThrow().toString())
                                        .collect(Collectors.toSet()));
            }
            // A worker that comes anew shares the socket with the others.
            try (ProcessManager manager = kept.connect()) {
                KeptSupervisor.get(manager.reload(Target.all()));
            }
            assertThat(Set.of(get(port), get(port)))
                    .isEqualTo(
                            pids(kept).stream()
                                    .map(pid -> pid.orElseThrow().toString())
                                    .collect(Collectors.toSet()));
        }
    }

    private static List<Optional<Long>> pids(KeptSupervisor kept) {
        return kept.list().stream()
                .map(
                        p ->
                                p.pid().isPresent()
                                        ? Optional.of(p.pid().getAsLong())
                                        : Optional.<Long>empty())
                .toList();
    }

    private static String get(int port) throws Exception {
        URL url = URI.create("http://127.0.0.1:" + port + "/").toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestProperty("Connection", "close");
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anUpgradeChangesTheSupervisorAndNothingElse() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessSpec spec =
                    kept.node(
                            "n",
                            "process.on('message', () => {});"
                                    + "process.on('disconnect', () => process.exit(5));",
                            b -> b);
            ProcessDescription before = kept.start(spec);
            for (int i = 0; i < 3; i++) {
                ProcessHandle supervisor = kept.supervisor();
                try (ProcessManager manager = kept.connect()) {
                    KeptSupervisor.get(manager.upgrade());
                }
                assertThat(kept.list().getFirst().pid()).isEqualTo(before.pid());
                assertThat(supervisor.isAlive()).isFalse();
            }
            ProcessDescription after = kept.list().getFirst();
            assertThat(after.restarts()).isZero();
            assertThat(after.ipc()).isTrue();
        }
    }

    @Test
    void aSupervisorThatIsToldToEndTakesItsKeeperWithIt() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(kept.sh("a", "exec sleep 1000", b -> b));
            kept.keeper.destroy();
            assertThat(kept.keeper.waitFor()).isZero();
            assertThat(ProcessHandle.of(service.pid().orElseThrow())).isEmpty();
            try (Stream<Path> files = Files.list(kept.home.root())) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .noneMatch(name -> name.endsWith(".sock") || name.equals("pm2.pid"));
            }
        }
    }

    @Test
    void aKeeperThatIsKilledTakesNothingWithItAndAnotherOneTakesItsPlace() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(kept.sh("a", "exec sleep 1000", b -> b));
            ProcessHandle supervisor = kept.supervisor();
            kept.killKeeper();
            ProcessHandle another = kept.keeperNow();
            assertThat(another.pid()).isNotEqualTo(kept.keeper.pid());
            try (ProcessManager manager = kept.connect()) {
                assertThat(KeptSupervisor.get(manager.list()).getFirst().pid())
                        .isEqualTo(service.pid());
                KeptSupervisor.get(manager.restart(Target.all()));
                KeptSupervisor.get(manager.shutdown());
            }
            // A supervisor that was told to end is not started again.
            for (ProcessHandle process : List.of(supervisor, another)) {
                process.onExit().orTimeout(KeptSupervisor.SECONDS, TimeUnit.SECONDS).join();
            }
            assertThat(kept.home.pidFile()).doesNotExist();
        }
    }

    @Test
    void aSupervisorThatIsKilledAfterItsKeeperIsSurvivedToo() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription before =
                    kept.start(
                            kept.node(
                                    "echo",
                                    """
                                    process.on('message', m => process.send({type: 'process:msg', data: m}));
                                    process.on('disconnect', () => process.exit(5));
                                    """,
                                    b -> b));
            kept.killKeeper();
            ProcessDescription second = kept.start(kept.sh("b", "exec sleep 1000", b -> b));
            long killed = kept.supervisor().pid();
            for (int i = 0; i < 2; i++) {
                kept.kill();
                assertThat(kept.list())
                        .extracting(ProcessDescription::pid)
                        .containsExactly(before.pid(), second.pid());
            }
            assertThat(kept.supervisor().pid()).isNotEqualTo(killed);
            assertThat(kept.list()).allMatch(p -> p.restarts() == 0);
            assertThat(kept.answerOfTheFirst()).contains("n=1");
        }
    }

    /** As when the system kills whatever is of the user's session. */
    @Test
    void servicesOutliveBothAndTheNextSupervisorGoesOnWithThem() throws Exception {
        try (KeptSupervisor first = new KeptSupervisor()) {
            String lines = "i=0; while :; do i=$((i+1)); echo line $i; sleep 0.01; done";
            ProcessDescription writer = first.start(first.sh("w", lines, b -> b));
            ProcessDescription quiet = first.start(first.sh("q", "exec sleep 1000", b -> b));
            first.killWithKeeper();
            try (KeptSupervisor second = new KeptSupervisor(first.home)) {
                assertThat(second.list())
                        .allMatch(p -> p.status() == ProcessStatus.ONLINE && p.restarts() == 0)
                        .extracting(ProcessDescription::pid)
                        .containsExactly(writer.pid(), quiet.pid());
                try (ProcessManager manager = second.connect()) {
                    KeptSupervisor.get(manager.stop(Target.all()));
                }
                List<String> log = Files.readAllLines(writer.spec().logs().out());
                assertThat(log)
                        .isEqualTo(
                                IntStream.rangeClosed(1, log.size())
                                        .mapToObj(i -> "line " + i)
                                        .toList());
                assertThat(ChildProcesses.find(writer.pid().orElseThrow())).isEmpty();
            }
        }
    }

    /** Its parent is init then: only the kernel can tell, and older ones do not. */
    @Test
    void howAServiceEndedThatDiedWithNeitherParentIsTrueOrUnknown() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            long supervisor = kept.supervisor().pid();
            String script = "while kill -0 %d; do :; done 2> /dev/null; exit 7";
            kept.start(kept.sh("a", script.formatted(supervisor), b -> b.restart(STAYS_DOWN)));
            kept.killKeeper();
            kept.kill();
            List<ProcessDescription> list =
                    kept.await(all -> all.stream().noneMatch(p -> p.status().isAlive()));
            assertThat(list.getFirst().lastExit().orElseThrow())
                    .matches(
                            exit ->
                                    exit.equals(new ExitStatus.Exited(7))
                                            || exit instanceof ExitStatus.Unknown);
        }
    }

    /** More happens meanwhile than its socket has room for. */
    @Test
    void aKeeperThatStoodForAWhileIsToldWhatItMissed() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessRef keeper = ChildProcesses.find(kept.keeper.pid()).orElseThrow();
            keeper.signal(Signal.SIGSTOP);
            ProcessDescription echo;
            try (ProcessManager manager = kept.connect()) {
                ProcessSpec ends = kept.sh("a", "exit 0", b -> b.restart(STAYS_DOWN).instances(50));
                for (int i = 0; i < 4; i++) {
                    KeptSupervisor.get(manager.start(ends));
                }
                echo =
                        KeptSupervisor.get(
                                        manager.start(
                                                kept.node(
                                                        "echo",
                                                        "process.on('message', () => {});"
                                                                + "process.on('disconnect',"
                                                                + " () => process.exit(5));",
                                                        b -> b)))
                                .getFirst();
            } finally {
                keeper.signal(Signal.SIGCONT);
            }
            Path held = Path.of("/proc", Long.toString(kept.keeper.pid()), "fdinfo");
            // The last that it is told of a child is that it lives.
            kept.await(_ -> holdsPidfdOf(held, echo.pid().orElseThrow()));
            kept.kill();
            ProcessDescription after =
                    kept.list().stream().filter(p -> p.id() == echo.id()).findFirst().orElseThrow();
            assertThat(after.pid()).isEqualTo(echo.pid());
            assertThat(after.ipc()).isTrue();
        }
    }

    private static boolean holdsPidfdOf(Path descriptors, long pid) {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.anyMatch(
                    one -> {
                        try {
                            return Files.readAllLines(one).contains("Pid:\t" + pid);
                        } catch (IOException e) {
                            // Closed meanwhile.
                            return false;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As programs do that tidy up temporary files. */
    @Test
    void aKeeperWhoseSocketIsRemovedHoldsWhatItHolds() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(kept.sh("a", "exec sleep 1000", b -> b));
            Files.delete(kept.home.keeperSocket());
            kept.kill();
            assertThat(kept.list().getFirst().pid()).isEqualTo(service.pid());
            kept.await(_ -> Files.exists(kept.home.keeperSocket()));
        }
    }

    @Test
    void aKeeperWhoseHomeIsGoneEndsWithItsSupervisor() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            kept.list();
            ProcessHandle supervisor = kept.supervisor();
            try (Stream<Path> files = Files.walk(kept.home.root())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
            supervisor.destroyForcibly();
            assertThat(kept.keeper.waitFor(KeptSupervisor.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.home.root()).doesNotExist();
        }
    }
}
