package dev.drover.client;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.bus.BusMessage;
import dev.drover.protocol.bus.TopicPattern;
import dev.drover.protocol.pm2.BusEventDecoder;
import dev.drover.protocol.pm2.InvalidOptionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A connection to {@code pub.sock}. One virtual thread reads it and runs all listeners. */
final class SocketBus implements Bus {

    private static final Logger LOG = LoggerFactory.getLogger(SocketBus.class);
    private static final int READ_BYTES = 64 << 10;

    private record Listener(
            TopicPattern pattern, BiConsumer<String, Map<String, Object>> consumer) {}

    private final SocketChannel channel;
    private final BusEventDecoder events;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<ProcessEvent>> eventListeners = new CopyOnWriteArrayList<>();
    private final CloseListeners closeListeners = new CloseListeners();
    private final ConcurrentLinkedQueue<List<ProcessDescription>> lessons =
            new ConcurrentLinkedQueue<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    private SocketBus(SocketChannel channel, BusEventDecoder events) {
        this.channel = channel;
        this.events = events;
    }

    /**
     * Connects. Events wait in the socket until the first listener is there.
     *
     * @param home whose events they are
     * @param door has the socket: the same home, unless it is on another machine
     * @throws ConnectionException when nobody listens there
     */
    static SocketBus connect(Home home, Home door, boolean fromDrover) {
        try {
            SocketChannel channel = SupervisorSocket.open(door.pubSocket());
            SocketBus bus = new SocketBus(channel, new BusEventDecoder(home, fromDrover));
            Thread.ofVirtual().name("drover-client-bus").start(bus::read);
            return bus;
        } catch (IOException | IllegalArgumentException e) {
            throw SocketFailure.explain(door.pubSocket(), e);
        }
    }

    /** Tells the decoder what is known of the processes, before the first event is decoded. */
    void learn(List<ProcessDescription> processes) {
        events.noteLogs(processes);
        lessons.add(processes);
    }

    @Override
    public Subscription on(String pattern, BiConsumer<String, Map<String, Object>> listener) {
        Listener added = new Listener(new TopicPattern(pattern), listener);
        listeners.add(added);
        listening.countDown();
        return () -> listeners.remove(added);
    }

    @Override
    public Subscription onEvent(Consumer<ProcessEvent> listener) {
        eventListeners.add(listener);
        listening.countDown();
        return () -> eventListeners.remove(listener);
    }

    @Override
    public void onClose(Runnable listener) {
        closeListeners.add(listener);
    }

    @Override
    public void close() {
        listening.countDown();
        try {
            channel.close();
        } catch (IOException e) {
            throw new RequestException("The bus did not close.", e);
        }
    }

    private void read() {
        AmpDecoder decoder = new AmpDecoder();
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        try (channel) {
            listening.await();
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                for (AmpFrame frame : decoder.feed(buffer)) {
                    deliver(BusMessage.decode(frame));
                }
                buffer.clear();
            }
        } catch (ProtocolException e) {
            LOG.warn("The bus does not speak the protocol and was closed.", e);
        } catch (IOException e) {
            LOG.debug("The bus has ended.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeListeners.fire();
        }
    }

    private void deliver(BusMessage message) {
        if (!listeners.isEmpty()) {
            Map<String, Object> payload = payload(message);
            for (Listener listener : listeners) {
                if (listener.pattern.match(message.topic()).isPresent()) {
                    run(() -> listener.consumer.accept(message.topic(), payload));
                }
            }
        }
        for (List<ProcessDescription> lesson = lessons.poll();
                lesson != null;
                lesson = lessons.poll()) {
            events.learn(lesson);
        }
        try {
            for (ProcessEvent event : events.decode(message)) {
                eventListeners.forEach(listener -> run(() -> listener.accept(event)));
            }
        } catch (InvalidOptionException e) {
            LOG.warn("An event of topic {} cannot be read.", message.topic(), e);
        }
    }

    /** The boundary to the listeners: one that throws must not end the bus for the others. */
    private static void run(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of the bus has failed.", e);
        }
    }

    private static Map<String, Object> payload(BusMessage message) {
        Map<String, Object> payload = new LinkedHashMap<>();
        if (message.payload() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> payload.put(String.valueOf(key), value));
        } else {
            payload.put("data", message.payload());
        }
        return payload;
    }
}
