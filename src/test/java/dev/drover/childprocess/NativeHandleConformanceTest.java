package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildRig.Inbox;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Handles to a child of the Node in PATH, in both serializations. */
@ParameterizedClass
@EnumSource(Serialization.class)
final class NativeHandleConformanceTest extends SendHandleContract {

    @Parameter Serialization mode = Serialization.JSON;

    @Override
    String node() {
        return "node";
    }

    @Override
    Serialization serialization() {
        return mode;
    }

    @Test
    @DisplayName("HD-15 200 connections in a row, IP-29 order, none leaks")
    void manyConnectionsArriveInOrder() throws Exception {
        List<Handle.Socket> peers = new ArrayList<>();
        long before = Descriptors.sockets();
        try (ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            for (int i = 0; i < 200; i++) {
                Pair pair = Pair.open();
                peers.add(pair.peer());
                child.send("handle " + i, pair.here(), SendOptions.DEFAULT, _ -> {});
                child.send("plain " + i);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(inbox.next()).isEqualTo(got("handle " + i, "socket"));
                assertThat(inbox.next()).isEqualTo(got("plain " + i, "nothing"));
            }
            for (int i = 0; i < 200; i++) {
                write(peers.get(i), "" + i);
                assertThat(read(peers.get(i), 10)).isEqualTo("child got ");
            }
            peers.forEach(Handle::close);
            Descriptors.settle(Descriptors::sockets, before + 1);
        }
    }

    @Test
    @DisplayName("IP-03 the answers of send behind a handle")
    void sendTellsThatMessagesWaitBehindAHandle() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            child.send("up");
            inbox.next();
            // On the event thread no answer of the child can be read in between.
            CompletableFuture<List<Boolean>> answers = new CompletableFuture<>();
            child.onSpawn(
                    () ->
                            answers.complete(
                                    List.of(
                                            child.send(0, server, SendOptions.DEFAULT, _ -> {}),
                                            child.send(1),
                                            child.send(2),
                                            child.send(3))));
            assertThat(ChildRig.await(answers)).containsExactly(true, true, false, false);
            for (int i = 0; i < 4; i++) {
                assertThat(((Map<?, ?>) inbox.next()).get("message")).isEqualTo(i);
            }
            assertThat(child.send("drained")).isTrue();
        }
    }

    @Test
    @DisplayName("IP-04 the callbacks of messages with and behind a handle")
    void callbacksComeInOrder() throws Exception {
        List<String> called = Collections.synchronizedList(new ArrayList<>());
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
                ChildProcess child = child()) {
            CompletableFuture<@Nullable IpcException> last = new CompletableFuture<>();
            child.send("a", server, SendOptions.DEFAULT, e -> called.add("a " + e));
            child.send("b", e -> called.add("b " + e));
            child.send("c", server, SendOptions.DEFAULT, e -> called.add("c " + e));
            child.send("d", last::complete);
            assertThat(ChildRig.await(last)).isNull();
            assertThat(called).containsExactly("a null", "b null", "c null");
        }
    }

    @Test
    @DisplayName("IP-16 HD-17 a handle of another kind")
    void onlyHandlesOfThisLibraryAreSent() throws Exception {
        try (ChildProcess child = child()) {
            assertThatThrownBy(
                            () ->
                                    child.send(
                                            "x", new ForeignHandle(), SendOptions.DEFAULT, _ -> {}))
                    .isInstanceOfSatisfying(
                            InvalidArgumentException.class,
                            e -> assertThat(e.code()).isEqualTo("ERR_INVALID_HANDLE_TYPE"))
                    .hasMessageContaining("This handle type cannot be sent");
            Inbox inbox = new Inbox(child);
            child.send("goes on");
            assertThat(inbox.next()).isEqualTo(got("goes on", "nothing"));
        }
    }

    @Test
    void aMessageThatCannotBeSentLeavesItsConnectionHere() throws Exception {
        Pair pair = Pair.open();
        try (Handle.Socket here = pair.here();
                Handle.Socket peer = pair.peer();
                ChildProcess child = child()) {
            long before = Descriptors.sockets();
            Object unknown = List.of(new StringBuilder());
            assertThatThrownBy(() -> child.send(unknown, here, SendOptions.DEFAULT, _ -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            Descriptors.settle(Descriptors::sockets, before);
            write(here, "x");
            assertThat(read(peer, 1)).isEqualTo("x");
        }
    }

    @Test
    @DisplayName("IP-05 a handle over a closed channel")
    void aClosedChannelLeavesTheHandleHere() throws Exception {
        Pair pair = Pair.open();
        try (Handle.Socket here = pair.here();
                Handle.Socket _ = pair.peer();
                ChildProcess child = child()) {
            child.disconnect();
            CompletableFuture<@Nullable IpcException> answer = new CompletableFuture<>();
            assertThat(child.send("x", here, SendOptions.DEFAULT, answer::complete)).isFalse();
            IpcException failure = ChildRig.await(answer);
            assertThat(failure).isNotNull();
            assertThat(failure.code()).isEqualTo("ERR_IPC_CHANNEL_CLOSED");
            assertThat(here.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("HD-08 a UDP socket of IPv6")
    void aUdpSocketOfIpv6SaysSo() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(ipv6Loopback(), 0);
        try (Handle.Datagram datagram = Handles.bindDatagram(loopback, DatagramOptions.DEFAULT);
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            child.send("v6", datagram, SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next())
                    .isEqualTo(Map.of("message", "v6", "kind", "datagram", "type", "udp6"));
        }
    }

    private static InetAddress ipv6Loopback() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        return Inet6Address.getByAddress(address);
    }

    @Test
    @DisplayName("HD-03 a connection of a Unix socket")
    void aConnectionOfAPathIsSentToo() throws Exception {
        Path folder = Files.createTempDirectory("hd");
        UnixDomainSocketAddress path = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (Handle.Server server = Handles.listen(path, ListenOptions.DEFAULT);
                Handle.Socket client = Handles.connect(path);
                ChildProcess child = child()) {
            Inbox inbox = new Inbox(child);
            CompletableFuture<Handle.Socket> accepted = new CompletableFuture<>();
            server.onConnection(accepted::complete);
            child.send("unix", ChildRig.await(accepted), SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo(got("unix", "socket"));
            write(client, "x");
            assertThat(read(client, 11)).isEqualTo("child got x");
        } finally {
            Files.delete(folder);
        }
    }

    /** Implemented outside of the library. */
    private static final class ForeignHandle implements Handle.Socket {
        @Override
        public Optional<InetSocketAddress> remoteAddress() {
            return Optional.empty();
        }

        @Override
        public InputStream input() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream output() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void shutdownOutput() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public Optional<InetSocketAddress> localAddress() {
            return Optional.empty();
        }

        @Override
        public void onClose(Runnable listener) {}

        @Override
        public void close() {}
    }
}
