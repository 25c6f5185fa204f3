package dev.drover.childprocess;

import static dev.drover.childprocess.SendHandleContract.ANY_PORT;
import static dev.drover.childprocess.SendHandleContract.address;
import static dev.drover.childprocess.SendHandleContract.got;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.SendHandleContract.Arrival;
import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a server knows of its connections after they were sent to another process. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SocketBookkeepingTest {

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Handle.Socket> accepted = new LinkedBlockingQueue<>();

    private Arrival next() throws InterruptedException {
        Arrival arrival = arrivals.poll(ChildRig.SECONDS, TimeUnit.SECONDS);
        assertThat(arrival).isNotNull();
        return arrival;
    }

    private static Map<String, Object> count(int connections) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("error", null);
        answer.put("count", connections);
        return answer;
    }

    @Test
    @DisplayName("HD-12 HD-13 a Node child asks about connections that it sent here")
    void aNodeServerKnowsItsConnectionsHere() throws Exception {
        try (ChildProcess child = new ChildRig(new PosixBackend()).node("owns-sockets.js")) {
            child.onMessage((message, handle) -> arrivals.add(new Arrival(message, handle)));
            InetSocketAddress server =
                    new InetSocketAddress(ANY_PORT.getAddress(), (Integer) next().message());
            try (Handle.Socket _ = Handles.connect(server);
                    Handle.Socket _ = Handles.connect(server)) {
                Handle first = next().handle();
                Handle second = next().handle();
                assertThat(first).isInstanceOf(Handle.Socket.class);
                assertThat(second).isInstanceOf(Handle.Socket.class);
                child.send("count");
                assertThat(next().message()).isEqualTo(count(2));
                first.close();
                child.send("count");
                assertThat(next().message()).isEqualTo(count(1));
                child.send("close");
                child.send("count");
                // Node counts one more while it waits.
                assertThat(next().message()).isEqualTo(count(2));
                second.close();
                assertThat(next().message()).isEqualTo("closed");
            }
        }
    }

    @Test
    @DisplayName("HD-12 HD-13 a Java server asks a Node child about its connections")
    void aJavaServerKnowsItsConnectionsInAChild() throws Exception {
        Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
        server.onConnection(accepted::add);
        try (ChildProcess child = new ChildRig(new PosixBackend()).node("takes-handles.js")) {
            Inbox inbox = new Inbox(child);
            Handle.Socket client = Handles.connect(address(server));
            Handle.Socket other = Handles.connect(address(server));
            child.send("a", accepted.take(), SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo(got("a", "socket"));
            Handle.Socket here = accepted.take();
            assertThat(ChildRig.await(server.connections())).isEqualTo(2);
            server.close();
            here.close();
            other.close();
            assertThat(server.closed()).isNotDone();
            assertThat(ChildRig.await(server.connections())).isEqualTo(1);
            client.shutdownOutput();
            ChildRig.await(server.closed());
            assertThat(ChildRig.await(server.connections())).isZero();
            client.close();
        }
    }

    @Test
    @DisplayName("HD-12 a child that goes while it is asked")
    void aChildThatIsGoneCannotTell() throws Exception {
        Handle.Server server = Handles.listen(ANY_PORT, ListenOptions.DEFAULT);
        server.onConnection(accepted::add);
        try (ChildProcess child = new ChildRig(new PosixBackend()).node("takes-handles.js");
                Handle.Socket _ = Handles.connect(address(server))) {
            Inbox inbox = new Inbox(child);
            child.send("a", accepted.take(), SendOptions.DEFAULT, _ -> {});
            assertThat(inbox.next()).isEqualTo(got("a", "socket"));
            child.send("leave");
            CompletableFuture<Integer> count = server.connections();
            server.close();
            assertThatThrownBy(() -> count.get(ChildRig.SECONDS, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(IpcException.class)
                    .hasMessageContaining("closed its channel");
            ChildRig.await(server.closed());
        }
    }
}
