package dev.drover.supervisor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ForkOptions;
import dev.drover.childprocess.NodeVersions;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.domain.ExitStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Unmodified programs as workers, with every Node that Drover supports. */
@ParameterizedClass(name = "Node {0}")
@MethodSource("dev.drover.childprocess.NodeVersions#all")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class NodeWorkersTest {

    @Parameter String version = "";

    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void endAll() {
        children.forEach(child -> child.kill("SIGKILL"));
    }

    private ClusterWorker fork(ClusterPrimary primary, String program) throws Exception {
        int id = primary.nextId();
        Map<String, String> env = new HashMap<>(System.getenv());
        env.put(ClusterPrimary.ID_VARIABLE, Integer.toString(id));
        Path file = Path.of("src/test/node/cluster", program).toAbsolutePath();
        ChildProcess child =
                ChildProcesses.fork(
                        file,
                        List.of(),
                        ForkOptions.DEFAULT
                                .withExecPath(NodeVersions.binary(version).toString())
                                .withSpawn(
                                        SpawnOptions.DEFAULT
                                                .withEnv(env)
                                                .withStdio(
                                                        new Stdio.Ignore(),
                                                        new Stdio.Ignore(),
                                                        new Stdio.Inherit(),
                                                        new Stdio.Ipc())));
        children.add(child);
        ClusterWorker worker = primary.add(id, child, Path.of("/"), "app");
        worker.listening().get(RawWorker.SECONDS, TimeUnit.SECONDS);
        return worker;
    }

    private static int port(ClusterWorker worker) {
        return worker.addresses().iterator().next().port();
    }

    /** How many of these requests each worker answered, on a connection each. */
    private static Map<String, Integer> ask(int port, int times) throws IOException {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            var connection = URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            try (var in = connection.getInputStream()) {
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                answers.merge(answer, 1, Integer::sum);
            }
        }
        return answers;
    }

    private static ExitStatus exit(ClusterWorker worker) throws Exception {
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        worker.child().onExit(exit::complete);
        return exit.get(RawWorker.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void twoWorkersAnswerInTurnAndEndWhenTheyAreDisconnected() throws Exception {
        try (ClusterPrimary primary = new ClusterPrimary(SchedulingPolicy.ROUND_ROBIN, _ -> {})) {
            ClusterWorker first = fork(primary, "app.js");
            ClusterWorker second = fork(primary, "app.js");

            assertThat(port(first)).isEqualTo(port(second));
            assertThat(ask(port(first), 20).values()).containsExactly(10, 10);
            first.disconnect();
            second.disconnect();
            assertThat(exit(first)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(exit(second)).isEqualTo(new ExitStatus.Exited(0));
        }
    }

    @Test
    void twoWorkersAcceptForThemselves() throws Exception {
        try (ClusterPrimary primary = new ClusterPrimary(SchedulingPolicy.NONE, _ -> {})) {
            ClusterWorker first = fork(primary, "app.js");
            ClusterWorker second = fork(primary, "app.js");

            assertThat(port(first)).isEqualTo(port(second));
            int answered = ask(port(first), 20).values().stream().mapToInt(n -> n).sum();
            assertThat(answered).isEqualTo(20);
            second.disconnect();
            assertThat(exit(second)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(ask(port(first), 2).values()).containsExactly(2);
        }
    }

    @Test
    void twoWorkersShareAUdpSocket() throws Exception {
        try (ClusterPrimary primary = new ClusterPrimary(SchedulingPolicy.ROUND_ROBIN, _ -> {});
                DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            ClusterWorker first = fork(primary, "udp.js");
            ClusterWorker second = fork(primary, "udp.js");
            client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(RawWorker.SECONDS));

            assertThat(port(first)).isEqualTo(port(second));
            client.send(
                    new DatagramPacket(
                            new byte[1], 1, InetAddress.getLoopbackAddress(), port(first)));
            DatagramPacket answer = new DatagramPacket(new byte[8], 8);
            client.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .isIn("1", "2");
        }
    }

    @Test
    void theNextWorkerTakesThePortOver() throws Exception {
        try (ClusterPrimary primary = new ClusterPrimary(SchedulingPolicy.ROUND_ROBIN, _ -> {})) {
            ClusterWorker old = fork(primary, "app.js");
            ClusterWorker next = fork(primary, "app.js");
            old.retire().get(RawWorker.SECONDS, TimeUnit.SECONDS);

            assertThat(ask(port(old), 4))
                    .containsExactly(Map.entry(Long.toString(next.child().pid()), 4));
        }
    }
}
