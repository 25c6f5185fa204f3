package dev.drover.app;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.bus.BusMessage;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The sockets of a home, whoever listens there: its list, and its events as they come. */
final class CliWire implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    private final Path home;
    private final SocketChannel bus;
    private final List<BusMessage> events = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    CliWire(Path home) throws IOException {
        this.home = home;
        bus = connect("pub.sock");
        Thread.ofVirtual().start(this::readBus);
    }

    private SocketChannel connect(String socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(home.resolve(socket)));
    }

    /** What {@code getMonitorData} answers. */
    List<Map<?, ?>> list() throws IOException {
        List<Map<?, ?>> entries = new ArrayList<>();
        if (call("getMonitorData") instanceof List<?> list) {
            list.forEach(entry -> entries.add((Map<?, ?>) entry));
        }
        return entries;
    }

    private Object call(String method) throws IOException {
        try (SocketChannel rpc = connect("rpc.sock")) {
            rpc.write(ByteBuffer.wrap(RpcRequest.encodeCall(method, List.of(Map.of()), "1:0")));
            AmpDecoder decoder = new AmpDecoder();
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            while (rpc.read(buffer) >= 0) {
                for (AmpFrame frame : decoder.feed(buffer.flip())) {
                    if (RpcReply.decode(frame).reply() instanceof RpcReply.Success success) {
                        return success.first();
                    }
                }
                buffer.clear();
            }
        }
        throw new IOException(method + " was not answered.");
    }

    /** A condition that an event or the passing of time may make true. */
    interface Check {
        boolean holds() throws IOException;
    }

    /** Looks at each event, and now and then without one. False when the time is over. */
    boolean await(Check check, long seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!check.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            lock.lock();
            try {
                arrived.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    /** The events so far. */
    List<BusMessage> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    private void readBus() {
        AmpDecoder decoder = new AmpDecoder();
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        try (bus) {
            while (bus.read(buffer) >= 0) {
                for (AmpFrame frame : decoder.feed(buffer.flip())) {
                    add(BusMessage.decode(frame));
                }
                buffer.clear();
            }
        } catch (IOException e) {
            if (bus.isOpen()) {
                throw new IllegalStateException("The events of " + home + " ended.", e);
            }
        }
    }

    private void add(BusMessage message) {
        lock.lock();
        try {
            events.add(message);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        bus.close();
    }
}
