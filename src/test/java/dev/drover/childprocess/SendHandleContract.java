package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IPC;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.posix.PosixBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Each kind of handle, sent to a Node child that uses it. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SendHandleContract {

    static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** The Node program. */
    abstract String node();

    abstract Serialization serialization();

    final ChildProcess child() throws SpawnException {
        return child(node(), serialization());
    }

    static ChildProcess child(String node, Serialization serialization) throws SpawnException {
        Path file = Path.of("src/test/node/childprocess/takes-handles.js").toAbsolutePath();
        return new PosixBackend()
                .spawn(
                        node,
                        List.of(file.toString()),
                        SpawnOptions.DEFAULT
                                .withStdio(IGNORE, new Stdio.Inherit(), new Stdio.Inherit(), IPC)
                                .withSerialization(serialization));
    }

    static Object got(String message, String kind) {
        return Map.of("message", message, "kind", kind);
    }

    static InetSocketAddress address(Handle handle) {
        return handle.localAddress().orElseThrow();
    }

    static String read(Handle.Socket socket, int bytes) throws IOException {
        return new String(socket.input().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    static void write(Handle.Socket socket, String text) throws IOException {
        socket.output().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Both ends of a connection. */
    record Pair(Handle.Socket here, Handle.Socket peer) {

        static Pair open() throws IOException, InterruptedException {
            BlockingQueue<Handle.Socket> accepted = new LinkedBlockingQueue<>();
            try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
                server.onConnection(accepted::add);
                Handle.Socket here = Handles.connect(address(server));
                Handle.Socket peer = accepted.poll(ChildRig.SECONDS, TimeUnit.SECONDS);
                assertThat(peer).isNotNull();
                return new Pair(here, peer);
            }
        }
    }

    @Test
    @DisplayName("HD-02 a server that is listening here")
    void aServerAnswersInTheChildAfterItIsClosedHere() throws Exception {
        Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
        try (ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            URI uri = URI.create("http://127.0.0.1:" + address(server).getPort());
            child.send("server", server, SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo(got("server", "server"));
            assertThat(server.isOpen()).isTrue();
            server.close();
            assertThat(uri.toURL().openStream()).hasContent("from the child");
        }
    }

    @Test
    @DisplayName("HD-02 a server that is only bound here")
    void aBoundServerIsListenedOnByTheChild() throws Exception {
        try (Handle.Server server = Handles.bind(ANY_PORT, ListenOptions.DEFAULT);
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            child.send("bound", server, SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo(got("bound", "server"));
            URI uri = URI.create("http://127.0.0.1:" + address(server).getPort());
            assertThat(uri.toURL().openStream()).hasContent("from the child");
        }
    }

    @Test
    @DisplayName("HD-03 a connection leaves this program, HD-04 with what nobody has read")
    void aConnectionIsAnsweredByTheChild() throws Exception {
        Pair pair = Pair.open();
        try (Handle.Socket peer = pair.peer();
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            write(peer, "early");
            child.send("socket", pair.here(), SendOptions.DEFAULT, _ -> {});
            assertThat(pair.here().isOpen()).isFalse();
            assertThat(inbox.next()).isEqualTo(got("socket", "socket"));
            assertThat(read(peer, 15)).isEqualTo("child got early");
            peer.shutdownOutput();
            assertThat(peer.input().read()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("HD-05 keepOpen")
    void aKeptConnectionIsWrittenByBoth() throws Exception {
        Pair pair = Pair.open();
        try (Handle.Socket peer = pair.peer();
                Handle.Socket here = pair.here();
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            child.send("kept", here, new SendOptions(true), _ -> {});
            assertThat(inbox.next()).isEqualTo(got("kept", "socket"));
            assertThat(here.isOpen()).isTrue();
            write(peer, "1");
            assertThat(read(peer, 11)).isEqualTo("child got 1");
            write(here, "parent");
            assertThat(read(peer, 6)).isEqualTo("parent");
        }
    }

    @Test
    @DisplayName("HD-06 the same connection twice, HD-11 and HD-07 a handle that is closed")
    void aClosedHandleIsLeftOut() throws Exception {
        Pair pair = Pair.open();
        Handle.Server closed = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
        closed.close();
        try (Handle.Socket _ = pair.peer();
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            child.send("first", pair.here(), SendOptions.DEFAULT, _ -> {});
            child.send("second", pair.here(), SendOptions.DEFAULT, _ -> {});
            child.send("closed", closed, SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo(got("first", "socket"));
            assertThat(inbox.next()).isEqualTo(got("second", "nothing"));
            assertThat(inbox.next()).isEqualTo(got("closed", "nothing"));
        }
    }

    @Test
    @DisplayName("HD-08 a UDP socket")
    void aUdpSocketIsAnsweredByTheChild() throws Exception {
        Handle.Datagram shared = Handles.bindDatagram(ANY_PORT, DatagramOptions.DEFAULT);
        InetSocketAddress target = address(shared);
        try (Handle.Datagram client = Handles.bindDatagram(ANY_PORT, DatagramOptions.DEFAULT);
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            child.send("datagram", shared, SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next())
                    .isEqualTo(Map.of("message", "datagram", "kind", "datagram", "type", "udp4"));
            assertThat(shared.isOpen()).isTrue();
            shared.close();
            client.send("x".getBytes(StandardCharsets.UTF_8), target);
            assertThat(client.receive().data()).asString().isEqualTo("child got x");
        }
    }

    /** What a listener got. */
    record Arrival(@Nullable Object message, @Nullable Handle handle) {}
}
