package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.ExecMode;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.supervisor.SupervisorException.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Cluster mode with unmodified Node programs: shared ports, reloads, and what goes wrong. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ClusterModeTest {

    private static final String SERVER =
            """
            const server = require('http').createServer((q, r) => r.end(String(process.pid)));
            server.listen(process.env.PORT || 0, '127.0.0.1', () => {
              console.log('listening ' + server.address().port);
            });
            """;

    private static final RestartPolicy ONE_RUN =
            new RestartPolicy(
                    false,
                    Duration.ofSeconds(1),
                    16,
                    Duration.ZERO,
                    Optional.empty(),
                    Set.of(),
                    Optional.empty());

    @TempDir Path folder;

    private SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private ProcessSpec app(String name, String code, UnaryOperator<ProcessSpec.Builder> change)
            throws IOException {
        Path script = Files.writeString(folder.resolve(name + ".js"), code);
        return change.apply(
                        ProcessSpec.builder(folder, name, script)
                                .interpreter("node")
                                .mode(ExecMode.CLUSTER)
                                .cwd(folder))
                .build();
    }

    private ProcessSpec app(String name, String code) throws IOException {
        return app(name, code, UnaryOperator.identity());
    }

    /** Completes with the entry after the reload. */
    private CompletableFuture<ProcessDescription> reload(int id) {
        return rig.supervisor
                .reload(id, UnaryOperator.identity(), false, SupervisorRig.ASKED)
                .thenCompose(_ -> rig.supervisor.describe(id));
    }

    private ProcessDescription describe(int id) {
        return SupervisorRig.get(rig.supervisor.describe(id));
    }

    /** The pid that answers one request on a connection of its own. */
    private static String ask(int port) throws IOException {
        try (Client client = new Client(port)) {
            return client.ask();
        }
    }

    /** A connection that is kept. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SupervisorRig.SECONDS));
            reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        String ask() throws IOException {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int length = 0;
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            char[] body = new char[length];
            for (int read = 0; read < length; ) {
                read += reader.read(body, read, length - read);
            }
            return new String(body);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String pid(ProcessDescription process) {
        return Long.toString(process.pid().orElseThrow());
    }

    private static void awaitEnd(ProcessDescription process) throws Exception {
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid().orElseThrow());
        if (handle.isPresent()) {
            handle.get().onExit().get(SupervisorRig.SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void theInstancesOfAnAppShareItsPort() throws Exception {
        List<ProcessDescription> workers =
                SupervisorRig.get(
                        rig.supervisor.start(
                                app("web", SERVER, spec -> spec.instances(2)),
                                SupervisorRig.ASKED));
        int port = ClusterRig.port(rig, 0);

        assertThat(ClusterRig.port(rig, 1)).isEqualTo(port);
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            answers.add(ask(port));
        }
        assertThat(answers)
                .containsExactlyInAnyOrder(pid(workers.getFirst()), pid(workers.getLast()));
    }

    @Test
    void aWorkerSeesWhatItWouldSeeUnderNodesOwnPrimary() throws Exception {
        rig.start(
                app(
                        "web",
                        """
                        const cluster = require('cluster');
                        console.log(cluster.isWorker, cluster.worker.id, process.argv[1],
                            process.env.NODE_UNIQUE_ID, process.connected);
                        setInterval(() => {}, 1000);
                        """));

        assertThat(rig.awaitOutput(0, LogStream.OUT, text -> text.contains("\n")))
                .isEqualTo("true 1 " + folder.resolve("web.js") + " undefined true\n");
    }

    @Test
    void theMessagesOfTheProtocolAreNotThoseOfTheApp() throws Exception {
        rig.start(app("web", SERVER + "process.send({ hello: 1 });"));

        rig.await(ProcessEvent.MessageReceived.class, e -> true);
        ClusterRig.port(rig, 0);

        assertThat(rig.events())
                .filteredOn(ProcessEvent.MessageReceived.class::isInstance)
                .extracting(e -> ((ProcessEvent.MessageReceived) e).message())
                .containsExactly(Map.of("hello", 1));
    }

    @Test
    void aReloadKeepsThePortAndEndsTheWorkerFromBefore() throws Exception {
        ProcessDescription before = rig.start(app("web", SERVER));
        int port = ClusterRig.port(rig, 0);
        rig.forget();

        ProcessDescription after = SupervisorRig.get(reload(0));

        assertThat(after.pid()).isNotEqualTo(before.pid());
        assertThat(after.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(after.restarts()).isEqualTo(1);
        awaitEnd(before);
        assertThat(ask(port)).isEqualTo(pid(after));
        assertThat(Files.readString(after.spec().pidFile())).isEqualTo(pid(after));
        assertThat(rig.events().stream().map(e -> e.getClass().getSimpleName()))
                .filteredOn(name -> name.startsWith("ProcessOnline") || name.startsWith("Replaced"))
                .containsExactly("ProcessOnline", "ReplacedWorkerExited", "ReplacedWorkerStopped");
        assertThat(SupervisorRig.get(rig.supervisor.runs(0)))
                .extracting(run -> run.exit().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void aWorkerServesTheConnectionsItHasAfterItWasReplaced() throws Exception {
        // Node's own patience with an idle client is 5 s, which a reload may take on a busy
        // machine.
        String patient = SERVER + "server.keepAliveTimeout = 0;";
        ProcessDescription before =
                rig.start(app("web", patient, spec -> spec.stop(quick(Signal.SIGINT))));
        int port = ClusterRig.port(rig, 0);
        try (Client kept = new Client(port)) {
            assertThat(kept.ask()).isEqualTo(pid(before));

            ProcessDescription after = SupervisorRig.get(reload(0));

            assertThat(kept.ask()).isEqualTo(pid(before));
            assertThat(ask(port)).isEqualTo(pid(after));
        }
        awaitEnd(before);
    }

    @Test
    void aReplacedWorkerPutsItsThingsInOrderAtTheSignal() throws Exception {
        String tidy =
                SERVER
                        + """
                        process.on('SIGINT', () => {
                          console.log('signalled, connected: ' + process.connected);
                          process.exit(0);
                        });
                        """;
        ProcessDescription before = rig.start(app("web", tidy));
        ClusterRig.port(rig, 0);

        SupervisorRig.get(reload(0));

        awaitEnd(before);
        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("signalled, connected: true"));
    }

    @Test
    void aClientThatHasSaidAllStillGetsItsAnswer() throws Exception {
        String slow =
                """
                const server = require('net').createServer({ allowHalfOpen: true }, (socket) => {
                  socket.resume();
                  socket.on('end', () => {
                    console.log('asked');
                    setTimeout(() => socket.end('done'), 500);
                  });
                });
                server.listen(0, '127.0.0.1', () => {
                  console.log('listening ' + server.address().port);
                });
                """;
        rig.start(app("web", slow, spec -> spec.stop(quick(Signal.SIGINT))));
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), ClusterRig.port(rig, 0))) {
            client.shutdownOutput();
            rig.awaitOutput(0, LogStream.OUT, text -> text.contains("asked"));

            SupervisorRig.get(reload(0));

            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("done");
        }
    }

    private static StopPolicy quick(Signal signal) {
        return new StopPolicy(signal, Duration.ofMillis(300), true, false);
    }

    @Test
    void aStopDoesNotWaitForTheClientsOfAReplacedWorker() throws Exception {
        ProcessDescription before =
                rig.start(app("web", SERVER, spec -> spec.stop(quick(Signal.SIGINT))));
        int port = ClusterRig.port(rig, 0);
        try (Client kept = new Client(port)) {
            kept.ask();
            SupervisorRig.get(reload(0));

            SupervisorRig.get(rig.supervisor.stop(0, SupervisorRig.ASKED));

            assertThat(ProcessHandle.of(before.pid().orElseThrow()).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void newCodeThatFailsLeavesTheWorkerFromBefore() throws Exception {
        ProcessDescription before = rig.start(app("web", SERVER));
        int port = ClusterRig.port(rig, 0);
        Files.writeString(folder.resolve("web.js"), "process.exit(3)");

        assertThatThrownBy(() -> SupervisorRig.get(reload(0)))
                .isInstanceOf(SupervisorException.class)
                .hasMessageContaining("The reload was given up")
                .hasMessageContaining("3");

        ProcessDescription still = describe(0);
        assertThat(still.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(still.pid()).isEqualTo(before.pid());
        assertThat(still.restarts()).isZero();
        assertThat(ask(port)).isEqualTo(pid(before));
        Files.writeString(folder.resolve("web.js"), SERVER);
        assertThat(SupervisorRig.get(reload(0)).pid()).isNotEqualTo(before.pid());
    }

    @Test
    void aProgramThatCannotBeStartedLeavesTheWorkerFromBefore() throws Exception {
        ProcessDescription before = rig.start(app("web", SERVER));

        assertThatThrownBy(
                        () ->
                                SupervisorRig.get(
                                        rig.supervisor.reload(
                                                0,
                                                spec ->
                                                        spec.toBuilder()
                                                                .interpreter("/none/node")
                                                                .build(),
                                                false,
                                                SupervisorRig.ASKED)))
                .hasMessageContaining("/none/node");

        assertThat(describe(0).pid()).isEqualTo(before.pid());
        assertThat(describe(0).spec().interpreter()).isEqualTo("node");
    }

    @Test
    void aReloadWithOtherLogFilesEndsOnlyTheWorkerFromBefore() throws Exception {
        String silent = SERVER.replace("console.log", "void");
        ProcessDescription before = rig.start(app("web", silent));

        ProcessDescription replaced =
                SupervisorRig.get(
                        rig.supervisor.reload(
                                0,
                                spec ->
                                        spec.toBuilder()
                                                .logs(
                                                        spec.logs()
                                                                .withFiles(
                                                                        folder.resolve("o.log"),
                                                                        folder.resolve("e.log"),
                                                                        Optional.empty()))
                                                .build(),
                                false,
                                SupervisorRig.ASKED));
        ProcessDescription after = describe(0);

        awaitEnd(before);
        assertThat(replaced.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(replaced.restarts()).isZero();
        SupervisorRig.get(reload(0));
        assertThat(SupervisorRig.get(rig.supervisor.runs(0)))
                .extracting(RunRecord::run)
                .containsExactly(1, 2, 3);
        assertThat(after.restarts()).isEqualTo(1);
        assertThat(describe(0).restarts()).isEqualTo(2);
    }

    @Test
    void aSecondReloadWaitsItsTurn() throws Exception {
        rig.start(app("web", SERVER));
        Files.writeString(folder.resolve("web.js"), "setInterval(() => {}, 1000)");
        CompletableFuture<ProcessDescription> first = reload(0);
        rig.await(
                ProcessEvent.ProcessChanged.class,
                e ->
                        e.process().status() == ProcessStatus.LAUNCHING
                                && e.process().restarts() == 1);

        assertThatThrownBy(() -> SupervisorRig.get(reload(0)))
                .isInstanceOfSatisfying(
                        SupervisorException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.RELOAD_IN_PROGRESS));
        assertThat(first).isNotDone();
    }

    @Test
    void aReloadIsForcedWhenTheNewWorkerDoesNotListenInTime() throws Exception {
        ProcessDescription before =
                rig.start(
                        app(
                                "web",
                                "setInterval(() => {}, 1000)",
                                spec ->
                                        spec.ready(
                                                new ReadyPolicy(false, Duration.ofMillis(500)))));

        ProcessDescription after = SupervisorRig.get(reload(0));

        assertThat(after.pid()).isNotEqualTo(before.pid());
        assertThat(after.statusReason().orElseThrow()).contains("did not begin to listen");
        awaitEnd(before);
    }

    @Test
    void aReloadWaitsUntilTheNewWorkerSaysReady() throws Exception {
        String ready = SERVER + "process.send('ready');";
        ProcessDescription before =
                rig.start(
                        app(
                                "web",
                                ready,
                                spec -> spec.ready(new ReadyPolicy(true, Duration.ofMinutes(1)))));
        Files.writeString(
                folder.resolve("web.js"),
                SERVER + "process.on('message', () => process.send('ready'));");

        CompletableFuture<ProcessDescription> reload = reload(0);
        rig.awaitOutput(0, LogStream.OUT, text -> text.split("listening").length == 3);
        assertThat(reload).isNotDone();
        SupervisorRig.get(rig.supervisor.send(0, "go"));

        assertThat(SupervisorRig.get(reload).pid()).isNotEqualTo(before.pid());
    }

    @Test
    void aStopDuringAReloadEndsBothWorkers() throws Exception {
        ProcessDescription before = rig.start(app("web", SERVER));
        Files.writeString(
                folder.resolve("web.js"), "console.log('new'); setInterval(() => {}, 1000)");
        CompletableFuture<ProcessDescription> reload = reload(0);
        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("new"));
        ProcessDescription during =
                rig.await(
                                ProcessEvent.ProcessChanged.class,
                                e -> e.process().restarts() == 1 && e.process().pid().isPresent())
                        .process();

        ProcessDescription stopped = SupervisorRig.get(rig.supervisor.stop(0, SupervisorRig.ASKED));

        assertThat(stopped.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(ProcessHandle.of(before.pid().orElseThrow()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(ProcessHandle.of(during.pid().orElseThrow()).filter(ProcessHandle::isAlive))
                .isEmpty();
        SupervisorRig.get(reload);
    }

    @Test
    void aReplacedWorkerIsAskedByMessageWhereItsPolicySaysSo() throws Exception {
        String code =
                SERVER
                        + """
                        process.on('message', (m) => {
                          console.log('heard ' + m);
                          process.exit();
                        });
                        """;
        StopPolicy byMessage = new StopPolicy(Signal.SIGINT, Duration.ofSeconds(80), true, true);
        ProcessDescription before = rig.start(app("web", code, spec -> spec.stop(byMessage)));

        SupervisorRig.get(reload(0));

        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("heard shutdown"));
        awaitEnd(before);
    }

    @Test
    void aPortThatIsTakenIsSaidInTheDescription() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            rig.start(app("web", SERVER, spec -> spec.restart(ONE_RUN).env(Map.of("PORT", port))));

            ProcessEvent.ProcessExited exited =
                    rig.await(ProcessEvent.ProcessExited.class, e -> true);

            assertThat(exited.process().statusReason().orElseThrow())
                    .contains("could not listen on 127.0.0.1:" + port)
                    .contains("EADDRINUSE");
        }
    }

    @Test
    void oneMoreInstanceJoinsThePort() throws Exception {
        ProcessDescription first = rig.start(app("web", SERVER));
        int port = ClusterRig.port(rig, 0);

        ProcessDescription second =
                SupervisorRig.get(rig.supervisor.duplicate(0, SupervisorRig.ASKED));

        assertThat(ClusterRig.port(rig, second.id())).isEqualTo(port);
        SupervisorRig.get(rig.supervisor.delete(0, SupervisorRig.ASKED));
        assertThat(ask(port)).isEqualTo(pid(second)).isNotEqualTo(pid(first));
    }

    @Test
    void theStopOfTheLastInstanceFreesThePort() throws Exception {
        rig.start(app("web", SERVER));
        int port = ClusterRig.port(rig, 0);

        SupervisorRig.get(rig.supervisor.stop(0, SupervisorRig.ASKED));

        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void appsOfDifferentNamesShareAnAddress() throws Exception {
        String code =
                """
                require('net').createServer((c) => c.end(process.env.name + '\\n'))
                    .listen('both.sock', () => console.log('listening 0'));
                """;
        rig.start(app("web", code, spec -> spec.env(Map.of("name", "web"))));
        ClusterRig.port(rig, 0);
        rig.start(app("other", code, spec -> spec.env(Map.of("name", "other"))));
        ClusterRig.port(rig, 1);

        assertThat(Set.of(read("both.sock"), read("both.sock"))).containsOnly("web\n", "other\n");
        SupervisorRig.get(rig.supervisor.delete(0, SupervisorRig.ASKED));
        assertThat(read("both.sock")).isEqualTo("other\n");
    }

    /** All that the server of a Unix socket sends. */
    private String read(String socket) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(64);
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(socket)))) {
            while (channel.read(answer) >= 0) {
                assertThat(answer.hasRemaining()).isTrue();
            }
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    /** Listens at once in its first run, in the next when there is a file {@code go}. */
    private static final String SLOW_AGAIN =
            """
            const fs = require('fs');
            const server = require('http').createServer((q, r) => r.end(String(process.pid)));
            const listen = () => server.listen(0, '127.0.0.1', () => {
              console.log('listening ' + server.address().port);
            });
            if (!fs.existsSync('ran')) {
              fs.writeFileSync('ran', '');
              listen();
            } else {
              const timer = setInterval(() => {
                if (fs.existsSync('go')) { clearInterval(timer); listen(); }
              }, 20);
            }
            """;

    @Test
    void whoConnectsWhileTheOnlyWorkerIsRestartedWaitsForTheNextOne() throws Exception {
        ReadyPolicy patient = new ReadyPolicy(false, Duration.ofSeconds(80));
        rig.start(app("web", SLOW_AGAIN, spec -> spec.ready(patient)));
        int port = ClusterRig.port(rig, 0);

        ProcessDescription after =
                SupervisorRig.get(
                        rig.supervisor.restart(0, UnaryOperator.identity(), SupervisorRig.ASKED));
        try (Client client = new Client(port)) {
            Files.writeString(folder.resolve("go"), "");

            assertThat(client.ask()).isEqualTo(pid(after));
        }
    }

    @Test
    void aStopDuringARestartFreesThePort() throws Exception {
        ReadyPolicy patient = new ReadyPolicy(false, Duration.ofSeconds(80));
        rig.start(app("web", SLOW_AGAIN, spec -> spec.ready(patient)));
        int port = ClusterRig.port(rig, 0);
        SupervisorRig.get(rig.supervisor.restart(0, UnaryOperator.identity(), SupervisorRig.ASKED));

        SupervisorRig.get(rig.supervisor.stop(0, SupervisorRig.ASKED));

        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void anotherAppGetsNoPortThatTheSystemChose() throws Exception {
        rig.start(app("web", SERVER));
        String port = Integer.toString(ClusterRig.port(rig, 0));
        rig.start(app("other", SERVER, spec -> spec.restart(ONE_RUN).env(Map.of("PORT", port))));

        ProcessEvent.ProcessExited exited = rig.await(ProcessEvent.ProcessExited.class, e -> true);

        assertThat(exited.process().name()).isEqualTo("other");
        assertThat(exited.process().statusReason().orElseThrow()).contains("EADDRINUSE");
    }

    @Test
    void whatIsNoNodeScriptRunsAsInForkMode() throws Exception {
        ProcessDescription process =
                rig.start(
                        rig.spec(
                                "plain",
                                "echo id=$NODE_UNIQUE_ID; exec sleep 100",
                                spec -> spec.mode(ExecMode.CLUSTER)));

        assertThat(rig.awaitOutput(0, LogStream.OUT, text -> text.contains("\n")))
                .isEqualTo("id=\n");
        assertThat(SupervisorRig.get(reload(0)).pid()).isNotEqualTo(process.pid());
    }

    @Test
    void aWorkerThatCrashesComesBackToItsPort() throws Exception {
        List<ProcessDescription> before =
                SupervisorRig.get(
                        rig.supervisor.start(
                                app("web", SERVER, spec -> spec.instances(2)),
                                SupervisorRig.ASKED));
        int port = ClusterRig.port(rig, 0);
        ClusterRig.port(rig, 1);
        rig.forget();

        SupervisorRig.get(rig.supervisor.signal(0, Signal.SIGKILL));

        assertThat(ClusterRig.port(rig, 0)).isEqualTo(port);
        assertThat(describe(0).pid()).isNotEqualTo(before.getFirst().pid());
    }

    @Test
    void aUnixSocketIsServedAfterAReload() throws Exception {
        String code =
                """
                require('http').createServer((q, r) => r.end('x')).listen('web.sock', () => {
                  console.log('listening 0');
                });
                """;
        ProcessDescription before = rig.start(app("web", code));
        ClusterRig.port(rig, 0);

        SupervisorRig.get(reload(0));
        awaitEnd(before);

        var path = UnixDomainSocketAddress.of(folder.resolve("web.sock"));
        try (SocketChannel client = SocketChannel.open(path)) {
            client.write(
                    ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64);
            client.read(answer);
            assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
        }
    }
}
