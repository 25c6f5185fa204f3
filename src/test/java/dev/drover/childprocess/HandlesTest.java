package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.childprocess.portable.PortableBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sockets that are opened here, used here. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HandlesTest {

    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final BlockingQueue<Handle.Socket> accepted = new LinkedBlockingQueue<>();

    private Handle.Socket next() throws InterruptedException {
        Handle.Socket socket = accepted.poll(ChildRig.SECONDS, TimeUnit.SECONDS);
        assertThat(socket).as("a connection").isNotNull();
        return socket;
    }

    private static InetSocketAddress address(Handle handle) {
        return handle.localAddress().orElseThrow();
    }

    private static <T> CompletableFuture<@Nullable Throwable> failureOf(
            java.util.concurrent.Callable<T> call) {
        CompletableFuture<@Nullable Throwable> result = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        call.call();
                        result.complete(null);
                    } catch (Exception e) {
                        result.complete(e);
                    }
                });
        return result;
    }

    @Test
    void aConnectionCarriesBytesBothWays() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
            server.onConnection(accepted::add);
            try (Handle.Socket client = Handles.connect(address(server));
                    Handle.Socket served = next()) {
                assertThat(served.remoteAddress()).isEqualTo(client.localAddress());
                assertThat(client.remoteAddress()).isEqualTo(server.localAddress());
                byte[] long1 = "é".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);
                CompletableFuture<@Nullable Throwable> writing =
                        failureOf(
                                () -> {
                                    client.output().write(long1);
                                    client.output().close();
                                    return null;
                                });
                assertThat(served.input().readAllBytes()).isEqualTo(long1);
                assertThat(ChildRig.await(writing)).isNull();
                served.output().write('x');
                assertThat(client.input().read()).isEqualTo('x');
            }
        }
    }

    @Test
    void withoutAnAddressItListensForBothVersionsOfTheProtocol() throws Exception {
        try (Handle.Server server = Handles.listen(0, ListenOptions.DEFAULT)) {
            server.onConnection(accepted::add);
            new Socket("127.0.0.1", address(server).getPort()).close();
            next().close();
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
            InetSocketAddress taken = address(server);
            HandleException failure =
                    catchThrowableOfType(
                            HandleException.class,
                            () -> Handles.listen(taken, ListenOptions.DEFAULT));
            assertThat(failure.code()).isEqualTo("EADDRINUSE");
            assertThat(failure.errno()).isEqualTo(-98);
            assertThat(failure.syscall()).isEqualTo("listen");
            assertThat(failure.address()).isEqualTo("127.0.0.1:" + taken.getPort());
            assertThat(failure).hasMessageContaining("127.0.0.1:" + taken.getPort());
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        InetSocketAddress foreign = new InetSocketAddress("192.0.2.1", 0);
        HandleException failure =
                catchThrowableOfType(
                        HandleException.class,
                        () -> Handles.listen(foreign, ListenOptions.DEFAULT));
        assertThat(failure.code()).isEqualTo("EADDRNOTAVAIL");
    }

    @Test
    void aPortCanBeSharedWhenBothWantIt() throws Exception {
        ListenOptions shared = ListenOptions.DEFAULT.withReusePort(true);
        try (Handle.Server first = Handles.listen(ANY_PORT, shared);
                Handle.Server second = Handles.listen(address(first), shared)) {
            assertThat(address(second)).isEqualTo(address(first));
        }
    }

    @Test
    void aBoundServerListensOnlyWhenItIsTold() throws Exception {
        try (Handle.Server server = Handles.bind(ANY_PORT, ListenOptions.DEFAULT)) {
            InetSocketAddress address = address(server);
            assertThatThrownBy(() -> Handles.connect(address))
                    .isInstanceOfSatisfying(
                            HandleException.class,
                            e -> assertThat(e.code()).isEqualTo("ECONNREFUSED"));
            server.listen(10);
            Handles.connect(address).close();
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("host.invalid", 80);
        assertThatThrownBy(() -> Handles.connect(unknown))
                .isInstanceOf(HandleException.class)
                .hasMessageContaining("host.invalid:80");
    }

    @Test
    void aPathIsServedAndRemovedAtTheEnd(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("s.sock");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        try (Handle.Server server = Handles.listen(address, ListenOptions.DEFAULT)) {
            server.onConnection(accepted::add);
            assertThatThrownBy(() -> Handles.listen(address, ListenOptions.DEFAULT))
                    .hasMessageContaining("EADDRINUSE");
            try (Handle.Socket client = Handles.connect(address);
                    Handle.Socket served = next()) {
                client.output().write('x');
                assertThat(served.input().read()).isEqualTo('x');
                assertThat(served.remoteAddress()).isEmpty();
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aPathThatIsTooLongIsRefused(@TempDir Path folder) {
        UnixDomainSocketAddress address =
                UnixDomainSocketAddress.of(folder.resolve("x".repeat(100)));
        assertThatThrownBy(() -> Handles.listen(address, ListenOptions.DEFAULT))
                .isInstanceOf(HandleException.class)
                .hasMessageContaining("EINVAL");
    }

    @Test
    void aPausedServerLeavesConnectionsInTheKernel() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
            CompletableFuture<Handle.Subscription> subscription = new CompletableFuture<>();
            subscription.complete(
                    server.onConnection(
                            socket -> {
                                subscription.join().pause();
                                accepted.add(socket);
                            }));
            for (int i = 0; i < 3; i++) {
                Handles.connect(address(server)).close();
            }
            for (int i = 0; i < 3; i++) {
                next().close();
                assertThat(accepted).isEmpty();
                subscription.join().resume();
            }
        }
    }

    @Test
    void aClosedSubscriptionMakesRoomForAnother() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
            Handle.Subscription first = server.onConnection(Handle.Socket::close);
            assertThatThrownBy(() -> server.onConnection(accepted::add))
                    .isInstanceOf(IllegalStateException.class);
            first.close();
            server.onConnection(accepted::add);
            Handles.connect(address(server)).close();
            next().close();
        }
    }

    @Test
    void closingTheHandleEndsAWaitingRead() throws Exception {
        try (Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT)) {
            server.onConnection(accepted::add);
            Handle.Socket client = Handles.connect(address(server));
            Handle.Socket served = next();
            CompletableFuture<@Nullable Throwable> reading = failureOf(() -> client.input().read());
            served.output().write('x');
            CompletableFuture<@Nullable Throwable> second =
                    reading.thenCompose(_ -> failureOf(() -> client.input().read()));
            assertThat(ChildRig.await(reading)).isNull();
            client.close();
            assertThat(ChildRig.await(second)).isInstanceOf(IOException.class);
            served.close();
        }
    }

    @Test
    void packetsGoBothWays() throws Exception {
        Handle.Datagram a = Handles.bindDatagram(ANY_PORT, DatagramOptions.DEFAULT);
        try (Handle.Datagram b = Handles.bindDatagram(ANY_PORT, DatagramOptions.DEFAULT)) {
            a.send(new byte[] {1, 2}, address(b));
            Handle.Datagram.Packet packet = b.receive();
            assertThat(packet.data()).containsExactly(1, 2);
            assertThat(packet.from()).isEqualTo(address(a));
            b.send(new byte[0], packet.from());
            assertThat(a.receive().data()).isEmpty();
            CompletableFuture<@Nullable Throwable> waiting = failureOf(a::receive);
            a.close();
            assertThat(ChildRig.await(waiting)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPortOfUdpInUseIsNamed() throws Exception {
        try (Handle.Datagram first = Handles.bindDatagram(ANY_PORT, DatagramOptions.DEFAULT)) {
            assertThatThrownBy(() -> Handles.bindDatagram(address(first), DatagramOptions.DEFAULT))
                    .isInstanceOfSatisfying(
                            HandleException.class, e -> assertThat(e.syscall()).isEqualTo("bind"))
                    .hasMessageContaining("EADDRINUSE");
        }
    }

    @Test
    void thePortableBackendSaysThatItCannot() {
        assertThatThrownBy(() -> new PortableBackend().handles())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("HD-*");
    }
}
