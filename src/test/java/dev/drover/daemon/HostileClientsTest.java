package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.Home;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.Json;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Whatever a client sends, or does not read, the supervisor lives, its service is not touched and
 * others are served.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileClientsTest {

    private static final List<String> METHODS =
            List.of(
                    "prepare",
                    "startProcessId",
                    "stopProcessId",
                    "restartProcessId",
                    "reloadProcessId",
                    "softReloadProcessId",
                    "deleteProcessId",
                    "duplicateProcessId",
                    "resetMetaProcessId",
                    "sendLineToStdin",
                    "sendDataToProcessId",
                    "msgProcess",
                    "sendSignalToProcessId",
                    "sendSignalToProcessName",
                    "stopWatch",
                    "startWatch",
                    "toggleWatch",
                    "notifyByProcessId",
                    "monitor",
                    "unmonitor",
                    "reloadLogs",
                    "profileCPU",
                    "profileMEM",
                    "ping",
                    "getVersion",
                    "getMonitorData",
                    "getSystemData",
                    "getReport");

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private Home home;
    private Daemon daemon;
    private Object service;

    @BeforeEach
    void startOneService() throws Exception {
        home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", "bystander");
        config.put("pm_exec_path", "/bin/sleep");
        config.put("args", List.of("1000"));
        config.put("exec_interpreter", "none");
        config.put("instances", 1);
        config.put("env", Map.of("PATH", "/bin"));
        assertThat(call("prepare", config)).isInstanceOf(RpcReply.Success.class);
        service = bystander();
    }

    @AfterEach
    void serviceIsUntouchedAndOthersAreServed() throws Exception {
        assertThat(bystander()).isEqualTo(service);
        assertThat(call("deleteProcessId", 0)).isInstanceOf(RpcReply.Success.class);
        daemon.close();
    }

    private RpcReply call(String method, Object... args) throws IOException {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            return client.call(method, Arrays.asList(args));
        }
    }

    /** What must never change: the one entry that there is, its process and its restarts. */
    private Object bystander() throws IOException {
        RpcReply.Success reply = (RpcReply.Success) call("getMonitorData", Map.of());
        List<Object> entries = new ArrayList<>();
        for (Object element : (List<?>) reply.results().getFirst()) {
            Map<?, ?> entry = (Map<?, ?>) element;
            Map<?, ?> env = (Map<?, ?>) entry.get("pm2_env");
            entries.add(List.of(entry.get("pid"), env.get("status"), env.get("restart_time")));
        }
        return entries;
    }

    private static byte[] request(String method, Object... args) {
        return RpcRequest.encodeCall(method, Arrays.asList(args), "7:1");
    }

    @Test
    void everyMethodAnswersWhateverItGets() throws Exception {
        Map<String, Object> strange = new LinkedHashMap<>();
        strange.put("id", Map.of("id", Map.of()));
        strange.put("pm_id", List.of(0));
        strange.put("__proto__", Map.of("polluted", true));
        List<Object> arguments =
                Arrays.asList(
                        null,
                        true,
                        -1,
                        1e300,
                        "",
                        "constructor",
                        "\u0000",
                        "x".repeat(100_000),
                        List.of(),
                        List.of(List.of()),
                        Map.of(),
                        strange);
        try (RawClient client = new RawClient(home.rpcSocket())) {
            for (String method : METHODS) {
                for (Object argument : arguments) {
                    assertThat(client.call(method, Arrays.asList(argument, argument)))
                            .as("%s(%s)", method, argument)
                            .isNotNull();
                }
                assertThat(client.call(method, List.of())).as(method).isNotNull();
            }
        }
    }

    @Test
    void changedFramesCostAtMostTheirConnection() throws Exception {
        Random random = new Random(7);
        List<byte[]> valid =
                List.of(
                        request("ping", Map.of()),
                        request("sendLineToStdin", Map.of("pm_id", 0, "line", "x")),
                        request("msgProcess", Map.of("id", 0, "msg", "x")),
                        new AmpFrame(List.of(utf8("j:{\"type\":\"methods\"}"), utf8("s:1:2")))
                                .encode());
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = changed(valid.get(i % valid.size()), random);
            try (RawClient client = new RawClient(home.rpcSocket())) {
                client.send(bytes);
            } catch (IOException e) {
                assertThat(e).as("closed while it was written to").isNotNull();
            }
        }
    }

    private static byte[] changed(byte[] frame, Random random) {
        byte[] bytes = Arrays.copyOf(frame, frame.length - random.nextInt(3));
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void frameSplitAtEveryByteIsAnswered() throws Exception {
        byte[] bytes = request("ping", Map.of());
        for (int cut = 1; cut < bytes.length; cut++) {
            try (RawClient client = new RawClient(home.rpcSocket())) {
                client.send(Arrays.copyOf(bytes, cut));
                client.send(Arrays.copyOfRange(bytes, cut, bytes.length));
                assertThat(client.next()).isPresent();
            }
        }
    }

    private static long openFilesAllowed() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .mapToLong(line -> Long.parseLong(line.split(" +")[3]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thousandsOfConnectionsKeepNoClientOut() throws Exception {
        List<RawClient> idle = new ArrayList<>();
        try (RawClient before = new RawClient(home.rpcSocket())) {
            assertThat(before.answersPing()).isTrue();
            // Each has two ends here.
            long connections = Math.min(5000, openFilesAllowed() / 2 - 500);
            assumeTrue(connections > 1024, "there are descriptors for more than it takes");
            for (int i = 0; i < connections; i++) {
                idle.add(new RawClient(home.rpcSocket()));
            }
            assertThat(before.answersPing()).as("one that was there").isTrue();
            assertThat(call("ping", Map.of())).as("one that comes now").isNotNull();
        } finally {
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void halfFramesDoNotHoldOthersUp() throws Exception {
        List<RawClient> half = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                RawClient client = new RawClient(home.rpcSocket());
                half.add(client);
                byte[] bytes = request("getMonitorData", Map.of());
                client.send(Arrays.copyOf(bytes, 1 + i % (bytes.length - 1)));
            }
            assertThat(call("ping", Map.of())).isInstanceOf(RpcReply.Success.class);
        } finally {
            for (RawClient client : half) {
                client.close();
            }
        }
    }

    @Test
    void clientThatDoesNotReadItsAnswersHoldsNobodyUp() throws Exception {
        try (RawClient deaf = new RawClient(home.rpcSocket())) {
            // No more than are carried out for one client at a time: its sends end, too.
            for (int i = 0; i < 250; i++) {
                deaf.send(request("getMonitorData", Map.of()));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(call("getMonitorData", Map.of())).isInstanceOf(RpcReply.Success.class);
            }
        }
    }

    @Test
    void subscriberThatNeverReadsHoldsNobodyUp() throws Exception {
        try (RawClient stuck = new RawClient(home.pubSocket());
                RawClient reader = new RawClient(home.pubSocket())) {
            String padding = "x".repeat(10_000);
            for (int i = 0; i < 200; i++) {
                assertThat(call("notifyByProcessId", Map.of("id", 0, "action_name", padding + i)))
                        .isInstanceOf(RpcReply.Success.class);
                awaitTopic(reader, padding + i);
            }
            assertThat(stuck).isNotNull();
        }
    }

    private static void awaitTopic(RawClient reader, String action) throws Exception {
        while (true) {
            byte[] payload = reader.next().orElseThrow().arguments().getLast();
            Object value = Json.parse(Arrays.copyOfRange(payload, 2, payload.length));
            if (value instanceof Map<?, ?> map && action.equals(map.get("event"))) {
                return;
            }
        }
    }
}
