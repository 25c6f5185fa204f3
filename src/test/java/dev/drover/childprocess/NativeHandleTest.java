package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.posix.PosixBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Handles over the channel, between Java and Node. */
@Timeout(180)
final class NativeHandleTest {

    private record Arrival(@Nullable Object message, @Nullable Handle handle) {}

    private final ChildRig rig = new ChildRig(new PosixBackend());
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    private ChildProcess node(String script, String... args) throws SpawnException {
        ChildProcess child = rig.node(script, args);
        child.onMessage((message, handle) -> arrivals.add(new Arrival(message, handle)));
        return child;
    }

    private Arrival next() throws InterruptedException {
        Arrival arrival = arrivals.poll(ChildRig.SECONDS, TimeUnit.SECONDS);
        assertThat(arrival).as("a message within %d s", ChildRig.SECONDS).isNotNull();
        return arrival;
    }

    @Test
    @DisplayName("HD-02 a server of the child, IP-29 order around it")
    void aServerOfTheChildArrivesBetweenItsMessages() throws Exception {
        try (ChildProcess child = node("sends-handle.js")) {
            assertThat(next().message()).isEqualTo("before");
            Arrival server = next();
            assertThat(server.handle()).isInstanceOf(Handle.Server.class);
            int port = (Integer) ((Map<?, ?>) server.message()).get("port");
            assertThat(next().message()).isEqualTo("after 0");
            try (Handle handle = server.handle()) {
                assertThat(handle.localAddress().orElseThrow().getPort()).isEqualTo(port);
                // The child has closed its copy; ours alone keeps the port open.
                new Socket("127.0.0.1", port).close();
            }
            assertThat(child.connected()).isTrue();
        }
    }

    @Test
    @DisplayName("HD-15 one answer for each of 200 handles, and none leaks")
    void eachHandleIsAnsweredOnceAndNoneLeaks() throws Exception {
        long before = Descriptors.sockets();
        try (ChildProcess child = node("sends-handle.js", "200")) {
            assertThat(next().message()).isEqualTo("before");
            for (int i = 0; i < 400; i++) {
                Handle handle = next().handle();
                if (handle != null) {
                    handle.close();
                    assertThat(handle.isOpen()).isFalse();
                }
            }
            child.send("count");
            assertThat(next().message()).isEqualTo(Map.of("NODE_HANDLE_ACK", 200));
            Descriptors.settle(Descriptors::sockets, before + 1);
        }
    }

    @Test
    void handlesThatNoListenerTakesAreClosed() throws Exception {
        long before = Descriptors.sockets();
        try (ChildProcess child = rig.node("sends-handle.js", "20")) {
            ChildRig.Inbox inbox = new ChildRig.Inbox(child);
            for (int i = 0; i < 41; i++) {
                inbox.next();
            }
            Descriptors.settle(Descriptors::sockets, before + 1);
        }
    }

    @Test
    @DisplayName("HD-16 a handle message without a handle")
    void aHandleMessageWithoutHandleIsRefused() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(
                                ChildRig.IGNORE, ChildRig.PIPE, ChildRig.IGNORE, ChildRig.IPC),
                        "echo '{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Server\",\"msg\":1}' >&3;"
                                + " read line <&3; echo \"$line\"");
        assertThat(new String(child.stdout().orElseThrow().readAllBytes()).lines().toList())
                .isEqualTo(List.of("{\"cmd\":\"NODE_HANDLE_NACK\"}"));
    }

    @Test
    @DisplayName("HD-02 a server sent to a child answers HTTP there, IP-29 order")
    void aServerSentToAChildAnswersThere() throws Exception {
        try (ChildProcess owner = node("sends-handle.js");
                ChildProcess child = rig.node("serves-handle.js")) {
            assertThat(next().message()).isEqualTo("before");
            Handle handle = next().handle();
            assertThat(handle).isNotNull();
            int port = handle.localAddress().orElseThrow().getPort();
            ChildRig.Inbox inbox = new ChildRig.Inbox(child);
            child.send("first");
            child.send("server", handle, SendOptions.DEFAULT, _ -> {});
            child.send("last");
            assertThat(inbox.next()).isEqualTo("first");
            assertThat(inbox.next()).isEqualTo("server");
            assertThat(inbox.next()).isEqualTo("last");
            handle.close();
            assertThat(java.net.URI.create("http://127.0.0.1:" + port).toURL().openStream())
                    .hasContent("from the child");
            assertThat(owner.connected()).isTrue();
        }
    }
}
