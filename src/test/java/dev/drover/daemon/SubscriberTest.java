package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.bus.BusMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SubscriberTest {

    private static final int EVENTS = 5000;

    @TempDir Path folder;

    @Test
    void whatAStuckReaderMissesIsCountedInItsPlace() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            server.bind(address);
            try (SocketChannel reader = SocketChannel.open(address);
                    SocketChannel peer = server.accept()) {
                peer.configureBlocking(false);
                EventRing ring = new EventRing(64 << 10);
                Subscriber subscriber = new Subscriber(peer, selector, ring);
                String text = "x".repeat(1000);
                for (int i = 0; i < EVENTS; i++) {
                    Map<String, Object> payload = Map.of("n", i, "text", text);
                    ring.add(new BusMessage("log:out", payload).encode(), List.of(subscriber));
                    subscriber.flush();
                }
                List<BusMessage> received = readAll(reader, subscriber);
                assertGapIsExact(received);
            }
        }
    }

    private static List<BusMessage> readAll(SocketChannel reader, Subscriber subscriber)
            throws Exception {
        AmpDecoder decoder = new AmpDecoder();
        List<BusMessage> received = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        int last = -1;
        while (last < EVENTS - 1) {
            buffer.clear();
            reader.read(buffer);
            for (AmpFrame frame : decoder.feed(buffer.flip())) {
                BusMessage message = BusMessage.decode(frame);
                received.add(message);
                if (message.payload() instanceof Map<?, ?> map
                        && map.get("n") instanceof Integer n) {
                    last = n;
                }
            }
            subscriber.flush();
        }
        return received;
    }

    private static void assertGapIsExact(List<BusMessage> received) {
        int expected = 0;
        int gaps = 0;
        for (BusMessage message : received) {
            Map<?, ?> payload = (Map<?, ?>) message.payload();
            if (message.topic().equals("drover:gap")) {
                expected += ((Number) payload.get("count")).intValue();
                gaps++;
            } else {
                assertThat(payload.get("n")).isEqualTo(expected);
                expected++;
            }
        }
        assertThat(expected).isEqualTo(EVENTS);
        assertThat(gaps).isPositive();
    }
}
