package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The IPC channel with real Node children. */
@Timeout(180)
abstract class IpcContract {

    ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    /** The program. */
    String node() {
        return "node";
    }

    @BeforeEach
    void chooseNode() {
        rig = new ChildRig(backend(), node());
    }

    @Test
    @DisplayName("EV-15 IP-04 IP-10 messages of every shape")
    void messagesOfEveryShapeComeBackAsTheyWere() throws Exception {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("text", "ß€😀\u2028\n\"\\\u0001");
        object.put("none", null);
        object.put("numbers", List.of(0, -1, 2.5, 1L << 40, 1e300));
        object.put("truth", List.of(true, false, List.of(), Map.of()));
        List<@Nullable Object> messages = Arrays.asList(object, null, "", 1, true, List.of());
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            BlockingQueue<Boolean> handles = new LinkedBlockingQueue<>();
            child.onMessage((_, handle) -> handles.add(handle != null));
            assertThat(inbox.next()).isEqualTo("ready");
            for (Object message : messages) {
                child.send(message, _ -> {});
                assertThat(inbox.next()).isEqualTo(message);
                assertThat(handles.poll(ChildRig.SECONDS, TimeUnit.SECONDS)).isFalse();
            }
        }
    }

    @Test
    @DisplayName("IP-13 what JSON cannot hold")
    void whatJsonCannotHoldBecomesNull() throws Exception {
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            child.send(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY), _ -> {});
            assertThat(inbox.next()).isEqualTo(Arrays.asList(null, null));
        }
    }

    @Test
    @DisplayName("IP-28 five megabytes")
    void fiveMegabytesComeBackIntact() throws Exception {
        String large = "ß".repeat(2_500_000);
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            CompletableFuture<@Nullable IpcException> sent = new CompletableFuture<>();
            assertThat(child.send(large, sent::complete)).isFalse();
            assertThat(inbox.next()).isEqualTo(large);
            assertThat(await(sent)).isNull();
        }
    }

    @Test
    @DisplayName("IP-29 order")
    void tenThousandMessagesKeepTheirOrder() throws Exception {
        int count = 10_000;
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            for (int i = 0; i < count; i++) {
                child.send(i, _ -> {});
            }
            List<Object> received = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                received.add(inbox.next());
            }
            assertThat(received)
                    .isEqualTo(java.util.stream.IntStream.range(0, count).boxed().toList());
        }
    }

    @Test
    void corkedMessagesLeaveTogetherAndAreToldOfByWhoUncorks() throws Exception {
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            List<Thread> told = new ArrayList<>();
            child.cork();
            for (int i = 0; i < 3; i++) {
                child.send(i, _ -> told.add(Thread.currentThread()));
            }
            assertThat(told).isEmpty();
            child.uncork();
            assertThat(told).hasSize(3).containsOnly(Thread.currentThread());
            for (int i = 0; i < 3; i++) {
                assertThat(inbox.next()).isEqualTo(i);
            }
        }
    }

    @Test
    void manyCorkedMessagesOfManySizesKeepTheirOrder() throws Exception {
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            List<Object> sent = new ArrayList<>();
            child.cork();
            for (int i = 0; i < 400; i++) {
                String message = i + "x".repeat(i * i % 50_000);
                sent.add(message);
                child.send(message, _ -> {});
            }
            child.uncork();
            for (Object message : sent) {
                assertThat(inbox.next()).isEqualTo(message);
            }
        }
    }

    @Test
    @DisplayName("EV-17 EV-18 messages wait for the first listener")
    void messagesWaitForTheFirstListener() throws Exception {
        ChildProcess child = rig.node("sends-and-exits.js");
        exit(child);
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        child.onDisconnect(() -> gone.complete(true));
        await(gone);
        Inbox inbox = new Inbox(child);
        for (int i = 0; i < 5; i++) {
            assertThat(inbox.next()).isEqualTo(i);
        }
    }

    @Test
    void aChildThatIsNotHeardWaitsAndLosesNothing() throws Exception {
        ChildProcess child = rig.node("floods.js");
        // Nothing tells that a child waits; half of its messages fit nowhere, so it cannot have
        // ended.
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        child.onExit(_ -> ended.complete(true));
        assertThatThrownBy(() -> ended.get(1, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        Inbox inbox = new Inbox(child);
        String filler = "x".repeat(2000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(inbox.next()).isEqualTo(filler + i);
        }
        exit(child);
    }

    @Test
    @DisplayName("IP-21 PR-06 disconnect reaches the child")
    void disconnectReachesTheChild() throws Exception {
        ChildProcess child = rig.node("awaits-disconnect.js");
        assertThat(child.connected()).isTrue();
        assertThat(new Inbox(child).next()).isEqualTo("ready");
        child.disconnect();
        assertThat(child.connected()).isFalse();
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(7));
    }

    @Test
    @DisplayName("EV-12 EV-14 IP-20 disconnect of the child")
    void disconnectOfTheChildIsReportedOnceAfterItsMessages() throws Exception {
        ChildProcess child = rig.node("disconnects.js");
        List<Object> events = new ArrayList<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        child.onMessage(m -> events.add(m));
        child.onDisconnect(
                () -> {
                    events.add("disconnected");
                    gone.complete(child.connected());
                });
        assertThat(await(gone)).isFalse();
        exit(child);
        assertThat(events).isEqualTo(List.of("last words", "disconnected"));
    }

    @Test
    void disconnectSendsWhatIsQueuedFirst() throws Exception {
        try (ChildProcess child = rig.node("echo-length.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            CompletableFuture<@Nullable IpcException> sent = new CompletableFuture<>();
            child.send("x".repeat(3_000_000), sent::complete);
            child.disconnect();
            assertThat(await(sent)).isNull();
            assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(33));
        }
    }

    @Test
    @DisplayName("IP-05 send over a closed channel")
    void sendOverAClosedChannelIsRefused() throws Exception {
        ChildProcess child = rig.node("awaits-disconnect.js");
        new Inbox(child).next();
        child.disconnect();
        CompletableFuture<@Nullable IpcException> sent = new CompletableFuture<>();
        assertThat(child.send("x", sent::complete)).isFalse();
        assertThat(await(sent))
                .isInstanceOfSatisfying(
                        IpcException.class,
                        e -> assertThat(e.code()).isEqualTo("ERR_IPC_CHANNEL_CLOSED"))
                .hasMessage("Channel closed");
        exit(child);
    }

    @Test
    @DisplayName("IP-01 IP-02 IP-07 high-water mark, dead peer")
    void sendTellsWhenTheQueueIsAboveTheHighWaterMark() throws Exception {
        ChildProcess child = rig.node("deaf.js");
        new Inbox(child).next();
        List<CompletableFuture<@Nullable IpcException>> sent = new ArrayList<>();
        boolean accepted = true;
        while (accepted && sent.size() < 1000) {
            CompletableFuture<@Nullable IpcException> one = new CompletableFuture<>();
            sent.add(one);
            accepted = child.send("x".repeat(10_000), one::complete);
        }
        assertThat(sent).hasSizeBetween(14, 200);
        child.kill(Signal.SIGKILL);
        assertThat(await(sent.getLast()))
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.code()).isEqualTo("EPIPE"));
        exit(child);
    }

    @Test
    @DisplayName("IP-09 IP-11 messages that cannot be sent")
    void messageThatJsonCannotHoldIsRefusedAndNothingIsSent() throws Exception {
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            List<Object> itself = new ArrayList<>();
            itself.add(itself);
            assertThatThrownBy(() -> child.send(itself, _ -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("contains itself");
            assertThatThrownBy(() -> child.send(new Object(), _ -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.Object");
            child.send("next", _ -> {});
            assertThat(inbox.next()).isEqualTo("next");
        }
    }

    @Test
    void hugeIntegersKeepTheirDigits() throws Exception {
        try (ChildProcess child = rig.node("raw.js", "[123456789012345678901234567890]")) {
            assertThat(new Inbox(child).next())
                    .isEqualTo(List.of(new BigInteger("123456789012345678901234567890")));
        }
    }

    @Test
    void reservedMessagesAreKeptApart() throws Exception {
        ChildProcess child = rig.node("reserved.js");
        Inbox inbox = new Inbox(child);
        assertThat(inbox.next()).isEqualTo(Map.of("cmd", "NODE_"));
        assertThat(inbox.next()).isEqualTo(Map.of("cmd", "node_x"));
        assertThat(inbox.next()).isEqualTo(Map.of("cmd", 5));
        exit(child);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("FK-16 IP-31 channel variables")
    void channelVariablesAreHiddenFromTheProgram() throws Exception {
        ChildProcess child = rig.node("environment.js");
        assertThat(new Inbox(child).next()).isEqualTo(Arrays.asList(true, null));
        exit(child);
    }

    @Test
    @DisplayName("EV-16 a failing listener")
    void aFailingListenerDoesNotKeepMessagesFromTheNext() throws Exception {
        try (ChildProcess child = rig.node("echo.js")) {
            child.onMessage(
                    m -> {
                        throw new IllegalStateException("thrown by the test");
                    });
            Inbox inbox = new Inbox(child);
            child.send("a", _ -> {});
            child.send("b", _ -> {});
            Object first = inbox.next();
            assertThat("ready".equals(first) ? inbox.next() : first).isEqualTo("a");
            assertThat(inbox.next()).isEqualTo("b");
        }
    }

    @Test
    @DisplayName("EV-09 IP-19 close follows exit and disconnect")
    void closeFollowsExitAndDisconnect() throws Exception {
        ChildProcess child = rig.node("sends-and-exits.js");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(await(closed)).isEqualTo(new ExitStatus.Exited(0));
        assertThat(child.connected()).isFalse();
    }
}
