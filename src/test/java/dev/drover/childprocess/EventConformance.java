package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;
import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The rows EV, PR, KL and AB of the conformance table. */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class EventConformance {

    private static final SpawnOptions DEFAULT = SpawnOptions.DEFAULT;

    final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    private void nativeOnly(String why) {
        assumeTrue(backend().name().equals("native"), why);
    }

    private static List<Object> eventsOf(ChildProcess child) {
        List<Object> events = new ArrayList<>();
        CompletableFuture<List<Object>> all = new CompletableFuture<>();
        child.onSpawn(() -> events.add("spawn"));
        child.onMessage(m -> events.add(m));
        child.onInternalMessage(m -> events.add("internal " + m));
        child.onError(e -> events.add(e.code()));
        child.onDisconnect(() -> events.add("disconnect"));
        child.onExit(status -> events.add("exit"));
        child.onClose(
                status -> {
                    events.add("close");
                    all.complete(events);
                });
        return await(all);
    }

    @Test
    @DisplayName("EV-01 EV-02 EV-08 EV-09 order of events")
    void order() throws Exception {
        assertThat(eventsOf(rig.spawn(DEFAULT, "echo", "x")))
                .containsExactly("spawn", "exit", "close");
    }

    @Test
    @DisplayName("EV-06 EV-10 PR-02 PR-03 exit status")
    void exitStatus() throws Exception {
        ChildProcess three = rig.sh(IGNORING, "exit 3");
        exit(three);
        assertThat(three.exitCode()).hasValue(3);
        assertThat(three.signalCode()).isEmpty();
        ChildProcess wrapped = rig.spawn(IGNORING, "node", "-e", "process.exit(263)");
        assertThat(exit(wrapped)).isEqualTo(new ExitStatus.Exited(7));
        ChildProcess killed = rig.spawn(IGNORING, "sleep", "60");
        killed.kill("SIGKILL");
        exit(killed);
        assertThat(killed.exitCode()).isEmpty();
        assertThat(killed.signalCode()).contains(Signal.SIGKILL);
    }

    @Test
    @DisplayName("EV-12 EV-14 EV-19 EV-20 messages, reserved ones apart, then disconnect")
    void messages() throws Exception {
        List<Object> events = eventsOf(rig.node("reserved.js"));
        assertThat(events)
                .containsSubsequence(Map.of("cmd", "NODE_"), Map.of("cmd", "node_x"), "disconnect")
                .contains("exit", "close")
                .doesNotHaveDuplicates()
                .anyMatch(e -> e.toString().startsWith("internal {cmd=NODE_"));
        assertThat(events.getLast()).isEqualTo("close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"process.exit(0)", "process.disconnect()"})
    @DisplayName("EV-14 IP-19 what a child sends just before its end arrives")
    void lastMessages(String end) throws Exception {
        String sends = "process.send('é', () => {}); process.send([2]); " + end;
        SpawnOptions options =
                SpawnOptions.DEFAULT.withStdio(
                        ChildRig.IGNORE, ChildRig.IGNORE, new Stdio.Inherit(), ChildRig.IPC);
        for (Serialization mode : Serialization.values()) {
            SpawnOptions serialized = options.withSerialization(mode);
            assertThat(eventsOf(rig.spawn(serialized, "node", "-e", sends)))
                    .containsSubsequence("é", List.of(2), "disconnect", "close");
        }
    }

    @Test
    @DisplayName("EV-11 KL-12 a stopped child has no event")
    void stopped() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        assertThat(child.kill("SIGSTOP")).isTrue();
        assertThat(child.kill("sigcont")).isTrue();
        assertThat(child.exitStatus()).isEmpty();
        child.kill("SIGKILL");
        assertThat(exit(child)).isEqualTo(new ExitStatus.Signaled(Signal.SIGKILL, false));
    }

    @Test
    @DisplayName("EV-25 IP-17 disconnect by the parent, and close follows")
    void disconnectByParent() throws Exception {
        ChildProcess child = rig.node("awaits-disconnect.js");
        new Inbox(child).next();
        assertThat(child.channel()).isPresent();
        child.disconnect();
        assertThat(child.connected()).isFalse();
        assertThat(child.channel()).isEmpty();
        assertThat(eventsOf(child)).contains("disconnect", "exit", "close");
    }

    @Test
    @DisplayName("IP-18 disconnect twice")
    void disconnectTwice() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "true");
        CompletableFuture<ChildProcessException> error = new CompletableFuture<>();
        child.onError(error::complete);
        child.disconnect();
        assertThat(await(error).code()).isEqualTo("ERR_IPC_DISCONNECTED");
        assertThat(await(error)).hasMessage("IPC channel is already disconnected");
    }

    @Test
    @DisplayName("PR-04 PR-12 KL-01 dispose kills once")
    void dispose() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        child.close();
        assertThat(child.killed()).isTrue();
        exit(child);
        child.close();
        assertThat(child.killed()).isTrue();
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(child.signalCode()).contains(Signal.SIGTERM);
    }

    @Test
    @DisplayName("PR-13 PR-15 PR-18 ref keeps the JVM until the child has ended")
    void refAndUnref() throws Exception {
        ChildProcess child = rig.spawn(DEFAULT.withStdio(PIPE, IGNORE, IGNORE), "cat");
        child.ref();
        assertThat(keeper()).isPresent();
        child.unref();
        child.ref();
        Thread keeper = keeper().orElseThrow();
        child.stdin().orElseThrow().close();
        exit(child);
        keeper.join();
        child.ref();
        child.unref();
    }

    private static java.util.Optional<Thread> keeper() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("drover-child-ref") && !t.isDaemon())
                .findFirst();
    }

    @Test
    @DisplayName("KL-02 KL-03 KL-05 KL-14 names and numbers of signals")
    void signalNames() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill("SIGFOO"));
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill("18"));
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill(""));
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill(999));
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill(-1));
        assertThat(child.killed()).isFalse();
        assertThat(child.kill(18)).isTrue();
        assertThat(child.kill("sigiot")).isTrue();
        exit(child);
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(child.signalCode().orElseThrow().name()).isEqualTo("SIGABRT");
        ChildProcess polled = rig.spawn(IGNORING, "sleep", "60");
        assertThat(polled.kill("SIGPOLL")).isTrue();
        exit(polled);
        assertThat(polled.signalCode().orElseThrow().name()).isEqualTo("SIGIO");
    }

    @Test
    @DisplayName("KL-06 kill after the exit")
    void killAfterExit() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "true");
        exit(child);
        assertThat(child.kill()).isFalse();
        assertThat(child.killed()).isFalse();
    }

    @Test
    @DisplayName("KL-10 KL-16 signals of a Node child and of a crash")
    void fatalSignals() throws Exception {
        nativeOnly("the JDK cannot tell signals from codes");
        for (Signal signal : List.of(Signal.SIGINT, Signal.SIGTERM)) {
            ChildProcess node = rig.node("echo.js");
            new Inbox(node).next();
            node.kill(signal);
            exit(node);
            assertThat(node.signalCode()).contains(signal);
        }
        ChildProcess crashed = rig.sh(IGNORING, "kill -SEGV $$");
        exit(crashed);
        assertThat(crashed.signalCode().orElseThrow().name()).isEqualTo("SIGSEGV");
    }

    @Test
    @DisplayName("PR-16 PR-17 the channel keeps the JVM until it is closed")
    void channelRef() throws Exception {
        ChildProcess child = rig.node("awaits-disconnect.js");
        new Inbox(child).next();
        child.channel().orElseThrow().ref();
        Thread keeper = keeper().orElseThrow();
        child.disconnect();
        exit(child);
        keeper.join();
    }

    @Test
    @DisplayName("KL-11 grandchildren survive")
    void grandchildren() throws Exception {
        ChildProcess child =
                rig.sh(DEFAULT.withStdio(IGNORE, PIPE, IGNORE), "sleep 60 & echo $!; wait");
        String line =
                new java.io.BufferedReader(
                                new java.io.InputStreamReader(
                                        child.stdout().orElseThrow(),
                                        java.nio.charset.StandardCharsets.US_ASCII))
                        .readLine();
        child.kill();
        exit(child);
        ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
        assertThat(grandchild.isAlive()).isTrue();
        grandchild.destroyForcibly();
    }

    @Test
    @DisplayName("AB-02 AB-03 AB-04 EV-23 EV-24 abort, then exit")
    void abort() throws Exception {
        AbortController controller = new AbortController();
        SpawnOptions options = IGNORING.withSignal(controller.signal()).withKillSignal("SIGINT");
        ChildProcess child = rig.spawn(options, "sleep", "60");
        CompletableFuture<ChildProcessException> error = new CompletableFuture<>();
        child.onError(error::complete);
        Exception why = new IllegalStateException("why");
        controller.abort(why);
        assertThat(child.killed()).isTrue();
        assertThat(await(error).code()).isEqualTo("ABORT_ERR");
        assertThat(await(error)).hasCause(why);
        exit(child);
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(child.signalCode()).contains(Signal.SIGINT);
    }

    @Test
    @DisplayName("AB-01 AB-09 an aborted signal, and one signal for many children")
    void abortedBefore() throws Exception {
        ChildProcess early = rig.spawn(IGNORING.withSignal(AbortSignal.abort()), "sleep", "60");
        exit(early);
        assertThat(early.killed()).isTrue();
        assertThat(AbortSignal.abort().reason().orElseThrow())
                .as("AB-05 default reason")
                .hasMessage("This operation was aborted");
        AbortController controller = new AbortController();
        LinkedBlockingQueue<String> codes = new LinkedBlockingQueue<>();
        for (int i = 0; i < 3; i++) {
            rig.spawn(IGNORING.withSignal(controller.signal()), "sleep", "60")
                    .onError(e -> codes.add(e.code()));
        }
        controller.abort();
        for (int i = 0; i < 3; i++) {
            assertThat(codes.poll(60, TimeUnit.SECONDS)).isEqualTo("ABORT_ERR");
        }
    }

    @Test
    @DisplayName("AB-06 AbortSignal.timeout")
    void abortByTimeout() throws Exception {
        AbortSignal signal = AbortSignal.timeout(Duration.ofMillis(80));
        ChildProcess child = rig.spawn(IGNORING.withSignal(signal), "sleep", "60");
        CompletableFuture<ChildProcessException> error = new CompletableFuture<>();
        child.onError(error::complete);
        assertThat(await(error)).hasCauseInstanceOf(TimeoutException.class);
        exit(child);
    }

    @Test
    @DisplayName("AB-07 AB-08 abort after the exit")
    void abortAfterExit() throws Exception {
        AbortController controller = new AbortController();
        ChildProcess child = rig.spawn(IGNORING.withSignal(controller.signal()), "true");
        List<Object> events = eventsOf(child);
        controller.abort();
        assertThat(events).doesNotContain("ABORT_ERR");
        assertThat(child.killed()).isFalse();
    }

    @Test
    @DisplayName("AB-10 AB-11 AB-12 AB-13 timeout")
    void timeout() throws Exception {
        ChildProcess child = rig.spawn(IGNORING.withTimeout(Duration.ofMillis(100)), "sleep", "60");
        exit(child);
        assertThat(child.killed()).isTrue();
        ChildProcess long31 = rig.spawn(IGNORING.withTimeout(Duration.ofDays(60)), "true");
        assertThat(exit(long31).isSuccess()).isTrue();
        assertThat(long31.killed()).isFalse();
    }
}
