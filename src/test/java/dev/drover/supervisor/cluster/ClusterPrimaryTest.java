package dev.drover.supervisor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The protocol, message by message, with real children and real sockets. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ClusterPrimaryTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir Path folder;

    private final LinkedBlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ClusterPrimary primary = primary(SchedulingPolicy.ROUND_ROBIN);

    private ClusterPrimary primary(SchedulingPolicy policy) {
        return opened(new ClusterPrimary(policy, refusals::add));
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private RawWorker worker() throws Exception {
        return opened(new RawWorker(primary, folder));
    }

    private static Map<String, Object> tcp(int port) {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("address", "127.0.0.1");
        address.put("port", port);
        address.put("addressType", 4);
        address.put("index", 0);
        address.put("data", null);
        address.put("backlog", 0);
        return address;
    }

    private static int port(Map<?, ?> reply) {
        return ((Number) ((Map<?, ?>) reply.get("sockname")).get("port")).intValue();
    }

    private Socket connect(int port) throws Exception {
        return opened(new Socket(LOOPBACK, port));
    }

    @Test
    void theFirstWorkerOpensThePortAndAllShareIt() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();

        first.query(tcp(0), 1);
        Map<?, ?> reply = first.next();
        second.query(tcp(0), 7);
        Map<?, ?> other = second.next();

        assertThat(reply.get("key")).isEqualTo("127.0.0.1:0:4:undefined:0");
        assertThat(reply.get("ack")).isEqualTo(1);
        assertThat(reply.containsKey("errno")).isTrue();
        assertThat(reply.get("errno")).isNull();
        assertThat(reply.get("handle")).isNull();
        assertThat(((Map<?, ?>) reply.get("sockname")).get("family")).isEqualTo("IPv4");
        assertThat(other.get("ack")).isEqualTo(7);
        assertThat(other.get("sockname")).isEqualTo(reply.get("sockname"));
    }

    @Test
    void allAddressesAreOneSocketForBothFamilies() throws Exception {
        RawWorker worker = worker();
        Map<String, Object> all = tcp(0);
        all.put("address", null);

        worker.query(all, 1);

        Map<?, ?> reply = worker.next();
        assertThat(reply.get("key")).isEqualTo("null:0:4:undefined:0");
        Map<?, ?> name = (Map<?, ?>) reply.get("sockname");
        assertThat(name.get("address")).isIn("::", "0.0.0.0");
        connect(port(reply));
        assertThat(worker.next().get("act")).isEqualTo("newconn");
    }

    @Test
    void theDataOfTheFirstGoesToAll() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();
        Map<String, Object> with = tcp(0);
        with.put("data", "keys");

        first.query(with, 1);
        first.next();
        second.query(tcp(0), 1);

        assertThat(second.next().get("data")).isEqualTo("keys");
    }

    @Test
    void aPortInUseIsAnsweredWithItsNumberAndTold() throws Exception {
        RawWorker worker = worker();
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            worker.query(tcp(taken.getLocalPort()), 1);

            assertThat(worker.next().get("errno")).isEqualTo(-98);
            Refusal refusal = refusals.poll(RawWorker.SECONDS, TimeUnit.SECONDS);
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo("EADDRINUSE");
            assertThat(refusal.address()).isEqualTo("127.0.0.1:" + taken.getLocalPort());
            assertThat(refusal.worker()).isSameAs(worker.worker);
        }
    }

    @Test
    void whatIsNoAddressIsRefused() throws Exception {
        RawWorker worker = worker();
        Map<String, Object> name = tcp(0);
        name.put("address", "no address");
        Map<String, Object> descriptor = tcp(0);
        descriptor.put("fd", 5);

        worker.query(name, 1);
        worker.query(descriptor, 2);
        worker.query(tcp(70_000), 3);

        assertThat(worker.next().get("errno")).isEqualTo(-22);
        assertThat(worker.next().get("errno")).isEqualTo(-22);
        assertThat(worker.next().get("errno")).isEqualTo(-22);
    }

    @Test
    void whatIsNoMessageOfTheProtocolIsLeftAlone() throws Exception {
        RawWorker worker = worker();

        worker.say(Map.of("cmd", "NODE_CLUSTER"));
        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", List.of()));
        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "queryServer", "seq", "x"));
        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "close", "key", 3));
        worker.say(Map.of("cmd", "NODE_CLUSTER", "ack", 999, "accepted", true));
        worker.query(tcp(0), 1);

        assertThat(worker.next().get("ack")).isEqualTo(1);
    }

    @Test
    void connectionsGoToTheWorkersInTurnAndOneAtATime() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();
        first.query(tcp(0), 1);
        int port = port(first.next());
        second.query(tcp(0), 1);
        second.next();

        connect(port);
        Map<?, ?> one = first.next();
        connect(port);
        Map<?, ?> two = second.next();
        connect(port);
        second.answer(two, true);

        assertThat(one.get("act")).isEqualTo("newconn");
        assertThat(one.get("handle")).isEqualTo("TCP");
        assertThat(second.next().get("act")).isEqualTo("newconn");
        assertThat(first.hasHeardNothing()).isTrue();
    }

    @Test
    void aConnectionThatIsNotAcceptedGoesToAnother() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();
        first.query(tcp(0), 1);
        int port = port(first.next());
        second.query(tcp(0), 1);
        second.next();

        connect(port);
        first.answer(first.next(), false);

        assertThat(second.next().get("act")).isEqualTo("newconn");
    }

    @Test
    void noWorkerAnswersForAnother() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();
        first.query(tcp(0), 1);
        int port = port(first.next());
        second.query(tcp(0), 1);
        second.next();

        connect(port);
        second.answer(first.next(), true);
        second.query(tcp(0), 2);
        second.next();
        first.die();

        assertThat(second.next().get("act")).isEqualTo("newconn");
    }

    @Test
    void theConnectionOfAWorkerThatDiesGoesToAnother() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();
        first.query(tcp(0), 1);
        int port = port(first.next());
        second.query(tcp(0), 1);
        second.next();

        connect(port);
        first.next();
        first.die();

        assertThat(second.next().get("act")).isEqualTo("newconn");
    }

    @Test
    void aRetiredWorkerGetsNoMoreConnections() throws Exception {
        RawWorker first = worker();
        RawWorker second = worker();
        first.query(tcp(0), 1);
        int port = port(first.next());
        connect(port);
        Map<?, ?> last = first.next();
        second.query(tcp(0), 1);
        second.next();

        var quiet = first.worker.retire();
        assertThat(quiet).isNotDone();
        first.answer(last, true);
        quiet.get(RawWorker.SECONDS, TimeUnit.SECONDS);
        for (int i = 0; i < 3; i++) {
            connect(port);
            second.answer(second.next(), true);
        }

        assertThat(first.hasHeardNothing()).isTrue();
    }

    @Test
    void thePortIsFreeWhenTheLastWorkerClosesIt() throws Exception {
        RawWorker worker = worker();
        worker.query(tcp(0), 1);
        Map<?, ?> reply = worker.next();

        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "close", "key", reply.get("key")));
        worker.query(tcp(port(reply)), 2);

        assertThat(port(worker.next())).isEqualTo(port(reply));
    }

    @Test
    void thePortIsFreeWhenTheLastWorkerDies() throws Exception {
        RawWorker worker = worker();
        worker.query(tcp(0), 1);
        int port = port(worker.next());

        worker.die();
        worker.worker.disconnected().get(RawWorker.SECONDS, TimeUnit.SECONDS);

        new ServerSocket(port, 1, LOOPBACK).close();
    }

    @Test
    void aWorkerIsKnownByWhatItSays() throws Exception {
        RawWorker worker = worker();
        Map<String, Object> listening = tcp(4711);
        listening.put("cmd", "NODE_CLUSTER");
        listening.put("act", "listening");

        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "online", "seq", 0));
        worker.say(listening);

        worker.worker.online().get(RawWorker.SECONDS, TimeUnit.SECONDS);
        worker.worker.listening().get(RawWorker.SECONDS, TimeUnit.SECONDS);
        assertThat(worker.worker.addresses())
                .containsExactly(new ListeningAddress("127.0.0.1", 4711, AddressType.TCP4));
    }

    @Test
    void aWorkerThatLeavesIsAnswered() throws Exception {
        RawWorker worker = worker();

        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "exitedAfterDisconnect", "seq", 5));

        assertThat(worker.next().get("ack")).isEqualTo(5);
    }

    @Test
    void aWorkerThatWasToldToGoGetsNoSocketAnyMore() throws Exception {
        RawWorker worker = worker();
        worker.worker.disconnect();
        assertThat(worker.next().get("act")).isEqualTo("disconnect");

        worker.query(tcp(0), 1);
        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "exitedAfterDisconnect", "seq", 2));

        assertThat(worker.next().get("ack")).isEqualTo(2);
    }

    @Test
    void withoutRoundRobinEachWorkerGetsTheSocketItself() throws Exception {
        primary = primary(SchedulingPolicy.NONE);
        RawWorker worker = worker();

        worker.query(tcp(0), 1);

        Map<?, ?> reply = worker.next();
        assertThat(reply.get("errno")).isEqualTo(0);
        assertThat(reply.get("ack")).isEqualTo(1);
        assertThat(reply.get("handle")).isEqualTo("TCP");
    }

    @Test
    void aUdpSocketIsAlwaysShared() throws Exception {
        RawWorker worker = worker();
        Map<String, Object> udp = tcp(0);
        udp.put("addressType", "udp4");
        udp.put("fd", -1);

        worker.query(udp, 1);

        Map<?, ?> reply = worker.next();
        assertThat(reply.get("key")).isEqualTo("127.0.0.1:0:udp4:-1:0");
        assertThat(reply.get("errno")).isEqualTo(0);
        assertThat(reply.get("handle")).isEqualTo("UDP");
    }

    @Test
    void aUnixSocketBeginsInTheFolderOfTheWorkerAndIsRemovedInTheEnd() throws Exception {
        RawWorker worker = worker();
        Map<String, Object> unix = tcp(-1);
        unix.put("address", "web.sock");
        unix.put("addressType", -1);

        worker.query(unix, 1);
        Map<?, ?> reply = worker.next();

        assertThat(reply.get("key")).isEqualTo("web.sock:-1:-1:undefined:0");
        assertThat(reply.containsKey("sockname")).isFalse();
        assertThat(folder.resolve("web.sock")).exists();
        worker.say(Map.of("cmd", "NODE_CLUSTER", "act", "close", "key", reply.get("key")));
        worker.query(tcp(0), 2);
        worker.next();
        assertThat(Files.exists(folder.resolve("web.sock"))).isFalse();
    }

    @Test
    void addressesOfIpv6AreWrittenShort() throws Exception {
        assertThat(SockName.text(InetAddress.ofLiteral("::"))).isEqualTo("::");
        assertThat(SockName.text(InetAddress.ofLiteral("::1"))).isEqualTo("::1");
        assertThat(SockName.text(InetAddress.ofLiteral("fe80::1"))).isEqualTo("fe80::1");
        assertThat(SockName.text(InetAddress.ofLiteral("2001:db8::"))).isEqualTo("2001:db8::");
        assertThat(SockName.text(InetAddress.ofLiteral("1:0:0:2:0:0:0:3"))).isEqualTo("1:0:0:2::3");
        assertThat(SockName.text(InetAddress.ofLiteral("127.0.0.1"))).isEqualTo("127.0.0.1");
    }

    @Test
    void thePolicyIsTakenFromNodesVariable() {
        assertThat(SchedulingPolicy.of("none")).isEqualTo(SchedulingPolicy.NONE);
        assertThat(SchedulingPolicy.of("rr")).isEqualTo(SchedulingPolicy.ROUND_ROBIN);
        assertThat(SchedulingPolicy.of(null)).isEqualTo(SchedulingPolicy.ROUND_ROBIN);
    }
}
