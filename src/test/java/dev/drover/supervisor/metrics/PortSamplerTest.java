package dev.drover.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class PortSamplerTest {

    private static final long SELF = ProcessHandle.current().pid();

    static Stream<PortSampler> samplers() {
        return Stream.of(new ProcPortSampler(), new OshiPortSampler());
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void findsWhereAProcessListens(PortSampler sampler) throws IOException {
        try (ServerSocket server = listen()) {
            assertThat(sampler.sample(List.of(SELF)).get(SELF))
                    .contains(new ListeningPort(Protocol.TCP, "127.0.0.1", server.getLocalPort()));
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void namesTheHolderOfAPort(PortSampler sampler) throws IOException {
        int port;
        try (ServerSocket server = listen()) {
            port = server.getLocalPort();
            PortHolder holder = sampler.holder(port).orElseThrow();
            assertThat(holder.pid()).hasValue(SELF);
            assertThat(holder.words()).startsWith("pid " + SELF + " (").contains("java");
        }
        assertThat(sampler.holder(port)).isEmpty();
    }

    @Test
    void findsBoundUdpPorts() throws IOException {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            assertThat(new ProcPortSampler().sample(List.of(SELF)).get(SELF))
                    .contains(new ListeningPort(Protocol.UDP, "127.0.0.1", socket.getLocalPort()));
        }
    }

    @Test
    void seesWhatComesAndGoesBetweenTwoLooks() throws IOException {
        ProcPortSampler sampler = new ProcPortSampler();
        int port;
        try (ServerSocket server = listen()) {
            port = server.getLocalPort();
            assertThat(ports(sampler)).contains(port);
            assertThat(ports(sampler)).contains(port);
        }
        assertThat(ports(sampler)).doesNotContain(port);
    }

    private static List<Integer> ports(PortSampler sampler) {
        Map<Long, List<ListeningPort>> all = sampler.sample(List.of(SELF));
        return all.getOrDefault(SELF, List.of()).stream().map(ListeningPort::port).toList();
    }

    @Test
    void readsAnIpv6LineOfTheTable() {
        String line =
                "   1: 00000000000000000000000001000000:0CEA "
                        + "00000000000000000000000000000000:0000 0A 00000000:00000000 "
                        + "00:00000000 00000000  1000        0 40123 1 0000000000000000";
        assertThat(OpenSocket.parse(line, Protocol.TCP, "0A"))
                .contains(
                        new OpenSocket(new ListeningPort(Protocol.TCP, "::1", 3306), 40123, 1000));
        assertThat(OpenSocket.parse(line, Protocol.TCP, "07")).isEmpty();
    }
}
