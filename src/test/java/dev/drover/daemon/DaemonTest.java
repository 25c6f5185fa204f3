package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Home;
import dev.drover.protocol.rpc.RpcRequest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DaemonTest {

    @TempDir Path folder;
    private Home home;

    @BeforeEach
    void chooseHome() {
        home = new Home(folder.resolve("h"));
    }

    private Daemon open() throws DaemonException {
        return Daemon.open(home, DaemonOptions.DEFAULT);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDaemonThatEndedHoldsNoFileOfItsHome() throws Exception {
        try (Daemon daemon = open();
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            client.send(
                    RpcRequest.encodeCall(
                            "prepare",
                            List.of(
                                    Map.of(
                                            "name",
                                            "short",
                                            "pm_exec_path",
                                            "/bin/true",
                                            "exec_interpreter",
                                            "none",
                                            "autorestart",
                                            false)),
                            "1:1"));
            assertThat(client.next()).isPresent();
        }
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(descriptors.map(DaemonTest::target))
                    .noneMatch(file -> file.startsWith(folder.toString()));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void requestsThatComeTogetherGetOneAnswerEach() throws Exception {
        try (Daemon daemon = open();
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            List<String> methods = List.of("ping", "getMonitorData", "getVersion", "nothing");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "1:" + i;
                expected.add("s:" + id);
                Map<String, Object> argument = Map.of();
                all.write(RpcRequest.encodeCall(methods.get(i % 4), List.of(argument), id));
            }
            client.send(all.toByteArray());
            List<String> answered = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] id = client.next().orElseThrow().arguments().getLast();
                answered.add(new String(id, StandardCharsets.UTF_8));
            }
            assertThat(answered).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** PM2's client lists what it has started in this order. */
    @Test
    void startsOfOneClientAreAnsweredInTheirOrder() throws Exception {
        try (Daemon daemon = open();
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String id = "1:" + i;
                expected.add("s:" + id);
                // Every fourth one cannot be started.
                Map<String, Object> service =
                        Map.of(
                                "name",
                                "a" + i,
                                "pm_exec_path",
                                i % 4 == 3 ? "/nowhere" : "/bin/true",
                                "exec_interpreter",
                                "none",
                                "autorestart",
                                false);
                all.write(RpcRequest.encodeCall("prepare", List.of(service), id));
            }
            client.send(all.toByteArray());
            List<String> answered = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                byte[] id = client.next().orElseThrow().arguments().getLast();
                answered.add(new String(id, StandardCharsets.UTF_8));
            }
            assertThat(answered).isEqualTo(expected);
        }
    }

    @Test
    void homeSocketsAndFilesAreClosedToOthers() throws Exception {
        try (Daemon daemon = open()) {
            assertThat(daemon).isNotNull();
            assertThat(permissions(home.root())).isEqualTo("rwx------");
            for (Path file :
                    List.of(
                            home.rpcSocket(),
                            home.pubSocket(),
                            home.pidFile(),
                            home.lockFile(),
                            home.supervisorLog())) {
                assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void systemListsTheSocketsUnderTheirOwnNames() throws Exception {
        try (Daemon daemon = open()) {
            assertThat(daemon).isNotNull();
            assertThat(Files.readString(Path.of("/proc/net/unix")))
                    .contains(home.rpcSocket().toString(), home.pubSocket().toString());
        }
    }

    @Test
    void widerHomeIsTightened() throws Exception {
        Files.createDirectory(home.root());
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.keeperProgram(), "#!/bin/sh");
        Files.setPosixFilePermissions(
                home.keeperProgram(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Daemon daemon = open()) {
            assertThat(daemon).isNotNull();
            assertThat(permissions(home.root())).isEqualTo("rwx------");
            assertThat(permissions(home.keeperProgram())).isEqualTo("rwx------");
        }
        assertThat(home.supervisorLog()).content().contains("was open to others (rwxr-xr-x)");
    }

    @Test
    void secondDaemonIsRefused() throws Exception {
        try (Daemon first = open()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            DaemonException.class, e -> assertThat(e.isAlreadyRunning()).isTrue())
                    .hasMessageContaining("Another supervisor is running");
            try (RawClient client = new RawClient(home.rpcSocket())) {
                assertThat(client.answersPing()).isTrue();
            }
        }
    }

    @Test
    void ofManyThatRaceExactlyOneWins() throws Exception {
        int racers = 6;
        CyclicBarrier start = new CyclicBarrier(racers);
        List<Future<Daemon>> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < racers; i++) {
                results.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    return open();
                                }));
            }
        }
        List<Daemon> winners = new ArrayList<>();
        for (Future<Daemon> result : results) {
            if (result.state() == Future.State.SUCCESS) {
                winners.add(result.resultNow());
            }
        }
        assertThat(winners).hasSize(1);
        winners.getFirst().close();
    }

    /** What the other one has locked is a file without a name then. */
    @Test
    void aLockThatSomebodyRemovedLetsNoOtherIn() throws Exception {
        try (Daemon daemon = open()) {
            Files.delete(home.lockFile());
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            DaemonException.class, e -> assertThat(e.isAlreadyRunning()).isTrue());
            assertThat(home.pidFile()).exists();
            assertThat(home.rpcSocket()).exists();
            assertThat(daemon).isNotNull();
        }
    }

    @Test
    void aSupervisorWithoutItsSocketIsNamed() throws Exception {
        try (Daemon daemon = open()) {
            Files.delete(home.rpcSocket());
            assertThatThrownBy(this::open)
                    .hasMessageContaining("kill -9 " + ProcessHandle.current().pid());
            assertThat(daemon).isNotNull();
        }
    }

    /** As on a full disk. */
    @Test
    void aPidThatCannotBeWrittenIsSaidAndNoMore() throws Exception {
        Files.createDirectories(home.pidFile().resolve("in the way"));
        try (Daemon daemon = open();
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            assertThat(client).isNotNull();
        }
        assertThat(home.supervisorLog()).content().contains("pid of the supervisor cannot be");
    }

    @Test
    void homeIsFreeAgainAfterClose() throws Exception {
        open().close();
        assertThat(home.rpcSocket()).doesNotExist();
        assertThat(home.pidFile()).doesNotExist();
        open().close();
    }

    @Test
    void staleSocketIsReplaced() throws Exception {
        Files.createDirectory(home.root());
        try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(home.rpcSocket()));
        }
        try (Daemon daemon = open();
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            assertThat(client.answersPing()).isTrue();
        }
    }

    @Test
    void socketWhereSomebodyListensIsLeftAlone() throws Exception {
        Files.createDirectory(home.root());
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(home.rpcSocket()));
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            DaemonException.class, e -> assertThat(e.isAlreadyRunning()).isTrue());
            assertThat(home.rpcSocket()).exists();
        }
    }

    @Test
    void regularFileAtASocketPathIsKept() throws Exception {
        Files.createDirectory(home.root());
        Files.writeString(home.rpcSocket(), "precious");
        assertThatThrownBy(this::open)
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("is not a socket");
        assertThat(home.rpcSocket()).hasContent("precious");
    }

    @Test
    void lockFileThatIsALinkIsNotFollowed() throws Exception {
        Files.createDirectory(home.root());
        Path victim = Files.writeString(folder.resolve("victim"), "x");
        Files.createSymbolicLink(home.lockFile(), victim);
        assertThatThrownBy(this::open).isInstanceOf(DaemonException.class);
        assertThat(victim).hasContent("x");
    }

    @Test
    void tooLongSocketPathIsOneClearSentence() {
        home = new Home(folder.resolve("x".repeat(120)));
        assertThatThrownBy(this::open)
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("the system allows 107; choose a home with a shorter path");
    }

    @Test
    void homeThatCannotBeMadeIsOneClearSentence() throws Exception {
        home = new Home(Files.writeString(folder.resolve("file"), "x").resolve("h"));
        assertThatThrownBy(this::open)
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("cannot be used");
    }
}
