package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.Home;
import dev.drover.testing.NearTheRoot;

import org.jspecify.annotations.Nullable;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What a client may do to a supervisor with the small heap that it really has. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class HostileRequestsTest {

    private static final int MB = 1 << 20;

    /** A user that nobody is, and no other run of this test. */
    private static final int USER = 40_000 + (int) (ProcessHandle.current().pid() % 20_000);

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private Home home;
    private @Nullable SupervisorProcess supervisor;

    @BeforeEach
    void chooseHome() throws Exception {
        home = new Home(folder.resolve("h"));
    }

    private void start(String... before) throws IOException {
        supervisor =
                new SupervisorProcess(home.root(), SupervisorLauncher.options(), List.of(before));
        assertThat(supervisor.nextLine()).isEqualTo("ready");
    }

    @AfterEach
    void lives() throws Exception {
        if (supervisor == null) {
            // The test was skipped.
            return;
        }
        try (SupervisorProcess ended = supervisor) {
            assertThat(ping()).contains("pong");
            ended.terminate();
            assertThat(ended.awaitExit()).isZero();
        }
    }

    private String ping() throws IOException {
        try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
            return rpc.call("ping", Map.of());
        }
    }

    private long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + supervisor.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] frame(String body) {
        byte[] text = body.getBytes(StandardCharsets.US_ASCII);
        return new dev.drover.protocol.AmpFrame(
                        List.of(text, "s:7:1".getBytes(StandardCharsets.US_ASCII)))
                .encode();
    }

    /** S29: nothing is taken for what was only announced. */
    @Test
    void announcedGigabytesCostNothing() throws Exception {
        start();
        assertThat(ping()).contains("pong");
        long before = residentMegabytes();
        for (int i = 0; i < 50; i++) {
            try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
                rpc.send(new byte[] {0x12, -1, -1, -1, -1});
                assertThatThrownBy(rpc::next).isInstanceOf(IOException.class);
            }
        }
        // Not a thousandth of one of the frames; the JVM's own work is in it.
        assertThat(residentMegabytes() - before).isLessThan(30);
    }

    /** S29, S30, S31: frames that together, or as objects, are larger than the whole heap. */
    @Test
    void requestsThatFillTheHeapEndTheirConnectionAndNothingElse() throws Exception {
        start();
        String string = "j:{\"a\":\"" + "x".repeat(20 * MB) + "\"}";
        String lists = "j:[" + "[],".repeat(2 * MB) + "[]]";
        StringBuilder keys = new StringBuilder("j:{");
        for (int i = 0; i < 200_000; i++) {
            keys.append("\"k").append(i).append("\":1,");
        }
        keys.append("\"\":1}");
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 4; i++) {
                for (String body : List.of(string, lists, keys.toString())) {
                    senders.add(pool.submit(() -> sendAndForget(frame(body))));
                }
            }
            assertThat(ping()).contains("pong");
        }
        for (Future<?> sender : senders) {
            sender.get();
        }
    }

    private Void sendAndForget(byte[] bytes) {
        try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
            rpc.send(bytes);
            assertThat(rpc.next()).contains("error");
        } catch (IOException e) {
            assertThat(e).as("ended while it was written to").isNotNull();
        }
        return null;
    }

    private Map<String, Object> service(String name, String script) {
        return Map.of(
                "name",
                name,
                "pm_exec_path",
                "/bin/sh",
                "args",
                List.of("-c", script),
                "exec_interpreter",
                "none",
                "instances",
                1,
                "autorestart",
                false,
                "env",
                Map.of("PATH", "/usr/bin:/bin"));
    }

    /** S31: what nobody reads is bounded too. */
    @Test
    void messagesToAServiceThatNeverReadsAreRefusedBeforeTheyFillTheHeap() throws Exception {
        start();
        try (RawRpc rpc = new RawRpc(home.rpcSocket());
                RawRpc other = new RawRpc(home.rpcSocket())) {
            assertThat(rpc.call("prepare", service("deaf", "exec sleep 1000"))).contains("deaf");
            String megabyte = "x".repeat(MB);
            String answer = "";
            for (int i = 0; i < 200 && !answer.contains("does not read"); i++) {
                rpc.send(
                        dev.drover.protocol.rpc.RpcRequest.encodeCall(
                                "drover:sendMessage",
                                List.of(Map.of("id", 0, "message", megabyte)),
                                "7:" + i));
                if (i > 10) {
                    answer = rpc.next();
                }
            }
            assertThat(answer).contains("does not read what it is sent");
            assertThat(other.call("ping", Map.of())).contains("pong");
        }
    }

    /** F31: no descriptors left, neither for children nor for clients. */
    @Test
    void withoutDescriptorsStartsAreRefusedAndClientsAreServed() throws Exception {
        start("sh", "-c", "ulimit -n 80; exec \"$@\"", "sh");
        List<String> answers = new ArrayList<>();
        // The classes of this build are single files, which take a descriptor when they are loaded.
        assertThat(ping()).contains("pong");
        try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
            for (int i = 0; i < 40; i++) {
                answers.add(rpc.call("prepare", service("s" + i, "exec sleep 1000")));
            }
            assertThat(answers.getFirst()).contains("pm_id");
            assertThat(answers.getLast()).contains("error").contains("EMFILE");
        }
        List<RawRpc> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                idle.add(new RawRpc(home.rpcSocket()));
            }
            assertThat(ping()).contains("pong");
        } finally {
            for (RawRpc one : idle) {
                one.close();
            }
        }
    }

    /** F32: no processes left; as another user, because root has no such limit. */
    @Test
    void withoutProcessesNothingIsSaidToBeOnlineThatIsNot() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "root changes the user");
        for (Path path : List.of(folder, Files.createDirectory(home.root()))) {
            Files.setAttribute(path, "unix:uid", USER);
        }
        start(
                "setpriv",
                "--reuid=" + USER,
                "--regid=" + USER,
                "--clear-groups",
                "bash",
                "-c",
                "ulimit -u 60; exec \"$@\"",
                "sh");
        int online = 0;
        try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(rpc.call("prepare", service("s" + i, "exec sleep 1000")));
            }
            assertThat(answers.getLast()).containsAnyOf("EAGAIN", "no more threads");
            String list = rpc.call("getMonitorData", Map.of());
            online = list.split("\"status\":\"online\"", -1).length - 1;
        }
        List<Long> running;
        try (var all = Files.list(Path.of("/proc"))) {
            running =
                    all.filter(p -> p.getFileName().toString().matches("[0-9]+"))
                            .filter(HostileRequestsTest::isService)
                            .map(p -> Long.parseLong(p.getFileName().toString()))
                            .toList();
        }
        assertThat(online).isBetween(1, 59).isEqualTo(running.size());
        // The JVM needs a thread to hand SIGTERM over. No service comes back to take its place.
        for (long pid : running) {
            endAndAwait(pid);
        }
    }

    /** Returns when the process has been reaped too: until then it counts. */
    private static void endAndAwait(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(
                        process -> {
                            process.destroyForcibly();
                            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
                        });
    }

    private static boolean isService(Path process) {
        try {
            return Files.getAttribute(process, "unix:uid").equals(USER)
                    && Files.readString(process.resolve("cmdline")).startsWith("sleep");
        } catch (IOException e) {
            // It has ended.
            return false;
        }
    }
}
