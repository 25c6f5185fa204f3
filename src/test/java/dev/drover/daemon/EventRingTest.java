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
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** S35: readers of every speed share one ring. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EventRingTest {

    @TempDir Path folder;

    /** One reader and what it has seen. */
    private static final class Reader {
        private final SocketChannel channel;
        private final Subscriber subscriber;
        private final AmpDecoder decoder = new AmpDecoder();
        private int expected;
        private int gaps;

        Reader(SocketChannel channel, Subscriber subscriber) {
            this.channel = channel;
            this.subscriber = subscriber;
        }

        void read(int most) throws Exception {
            ByteBuffer buffer = ByteBuffer.allocate(most);
            if (channel.read(buffer) <= 0) {
                return;
            }
            for (AmpFrame frame : decoder.feed(buffer.flip())) {
                Map<?, ?> payload = (Map<?, ?>) BusMessage.decode(frame).payload();
                if (payload.get("n") instanceof Integer n) {
                    assertThat(n).isEqualTo(expected);
                    expected++;
                } else {
                    expected += ((Number) payload.get("count")).intValue();
                    gaps++;
                }
            }
        }
    }

    @Test
    void everyReaderGetsEachEventOrCountsIt() throws Exception {
        Random random = new Random(3);
        int events = 4000;
        EventRing ring = new EventRing(100_000);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        List<Reader> readers = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            server.bind(address);
            List<Subscriber> subscribers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open(address);
                channel.configureBlocking(false);
                SocketChannel peer = server.accept();
                peer.configureBlocking(false);
                Subscriber subscriber = new Subscriber(peer, selector, ring);
                subscribers.add(subscriber);
                readers.add(new Reader(channel, subscriber));
            }
            for (int n = 0; n < events; n++) {
                // Now and then one that is larger than the whole ring.
                int length = n % 500 == 499 ? 150_000 : random.nextInt(4000);
                String text = "x".repeat(length);
                ring.add(
                        new BusMessage("log:out", Map.of("n", n, "text", text)).encode(),
                        subscribers);
                for (int i = 0; i < readers.size(); i++) {
                    readers.get(i).subscriber.flush();
                    // The first never reads meanwhile, the last always does.
                    if (random.nextInt(3) < i) {
                        readers.get(i).read(1 + random.nextInt(20_000));
                    }
                }
            }
            for (Reader reader : readers) {
                while (reader.expected < events) {
                    reader.subscriber.flush();
                    reader.read(64 << 10);
                }
                assertThat(reader.expected).isEqualTo(events);
                reader.channel.close();
                reader.subscriber.channel().close();
            }
            assertThat(readers.getFirst().gaps).isPositive();
        }
    }
}
