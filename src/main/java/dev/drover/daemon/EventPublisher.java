package dev.drover.daemon;

import dev.drover.domain.ProcessEvent;
import dev.drover.protocol.bus.BusMessage;
import dev.drover.protocol.pm2.BusEvents;
import dev.drover.protocol.pm2.Redaction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The one place where an event becomes bus messages. They are handed to the kernel on the thread
 * that publishes them, those of a burst at once, without ever blocking it, and before the reply of
 * the call that caused them; one thread of its own serves subscribers that read slowly.
 */
final class EventPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final int MAX_SUBSCRIBERS = 256;
    private static final long ACCEPT_RETRY_MILLIS = 1000;

    /** Bytes that may wait for {@link #flush}: far less than the ring holds. */
    private static final int MAX_WAITING = 64 << 10;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final UserPrincipal owner;
    private final EventRing ring;
    private final Redaction redaction;
    private final Consumer<Boolean> subscribed;
    private final Map<SocketChannel, Subscriber> subscribers = new ConcurrentHashMap<>();
    private final SelectionKey accepting;
    private final Thread thread;

    private final Object flushing = new Object();

    /**
     * Bytes that were published and not flushed, about; set to 0 by who holds {@link #flushing}.
     */
    private volatile int waiting;

    /**
     * @param waitingLimit bytes of events that wait for slow subscribers
     * @param subscribed told true when the first subscriber comes, false when the last one has gone
     */
    private EventPublisher(
            ServerSocketChannel server,
            Selector selector,
            UserPrincipal owner,
            int waitingLimit,
            Redaction redaction,
            Consumer<Boolean> subscribed)
            throws IOException {
        this.server = server;
        this.selector = selector;
        this.owner = owner;
        ring = new EventRing(waitingLimit);
        this.redaction = redaction;
        this.subscribed = subscribed;
        server.configureBlocking(false);
        accepting = server.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().daemon().name("drover-bus").unstarted(this::serve);
    }

    static EventPublisher start(
            ServerSocketChannel server,
            UserPrincipal owner,
            int waitingLimit,
            Redaction redaction,
            Consumer<Boolean> subscribed)
            throws IOException {
        EventPublisher publisher =
                new EventPublisher(
                        server, Selector.open(), owner, waitingLimit, redaction, subscribed);
        publisher.thread.start();
        return publisher;
    }

    /**
     * Sends an event to everybody who has connected so far; messages of services, which come in
     * bursts, wait for {@link #flush}. Does not block. One thread at a time.
     *
     * @param forOwn whether one of Drover's own clients may be among them; else nothing is sent
     *     that PM2 does not send
     */
    void publish(ProcessEvent event, boolean forOwn) {
        // Messages of services come in bursts: one look for who is there does for a burst.
        if (waiting == 0 || !(event instanceof ProcessEvent.MessageReceived)) {
            acceptPending();
        }
        if (subscribers.isEmpty()) {
            return;
        }
        for (BusMessage message :
                forOwn ? BusEvents.encode(event) : BusEvents.encodeForStock(event)) {
            byte[] frame = redaction.of(message).encode();
            if (waiting > 0 && waiting + frame.length > MAX_WAITING) {
                // Before it is added: a large event may push what waits out of the ring.
                flush();
            }
            ring.add(frame, subscribers.values());
            waiting += frame.length;
        }
        if (!(event instanceof ProcessEvent.MessageReceived)) {
            // A client that gets event and reply in the same instant may look at the reply first.
            flush();
        }
    }

    /**
     * Hands what was published to the kernel, as much as it takes. From any thread; when it returns
     * nothing waits here, not for another thread either.
     */
    void flush() {
        synchronized (flushing) {
            if (waiting > 0) {
                waiting = 0;
                subscribers.values().forEach(this::send);
            }
        }
    }

    /** Number of connected subscribers. */
    int subscriberCount() {
        return subscribers.size();
    }

    private void send(Subscriber subscriber) {
        try {
            subscriber.flush();
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("A subscriber has gone.", e);
            drop(subscriber.channel());
        }
    }

    /** Takes every connection that the kernel has accepted: it is owed the events from now on. */
    private synchronized void acceptPending() {
        try {
            for (SocketChannel peer = server.accept(); peer != null; peer = server.accept()) {
                admit(peer);
            }
        } catch (ClosedChannelException e) {
            LOG.debug("The bus is closed.");
        } catch (IOException e) {
            LOG.warn("A subscriber could not be accepted.", e);
            // Without descriptors left the connection would be ready for ever: try again later.
            if (accepting.isValid()) {
                accepting.interestOps(0);
                selector.wakeup();
            }
        }
    }

    private void admit(SocketChannel peer) throws IOException {
        if (subscribers.size() >= MAX_SUBSCRIBERS || !LocalSockets.mayConnect(peer, owner)) {
            peer.close();
            return;
        }
        peer.configureBlocking(false);
        boolean first = subscribers.isEmpty();
        subscribers.put(peer, new Subscriber(peer, selector, ring));
        selector.wakeup();
        if (first) {
            subscribed.accept(true);
        }
    }

    private synchronized void drop(SocketChannel peer) {
        try {
            peer.close();
        } catch (IOException e) {
            LOG.debug("A subscriber did not close cleanly.", e);
        }
        if (subscribers.remove(peer) != null && subscribers.isEmpty()) {
            ring.clear();
            subscribed.accept(false);
        }
    }

    private void serve() {
        ByteBuffer ignored = ByteBuffer.allocate(4096);
        try {
            while (selector.isOpen()) {
                boolean postponed = accepting.interestOps() == 0;
                selector.select(key -> serve(key, ignored), postponed ? ACCEPT_RETRY_MILLIS : 0);
                if (postponed) {
                    accepting.interestOps(SelectionKey.OP_ACCEPT);
                }
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            LOG.debug("The bus is closed.");
        } catch (IOException e) {
            LOG.error("The bus has failed.", e);
        }
    }

    private void serve(SelectionKey key, ByteBuffer ignored) {
        if (!(key.attachment() instanceof Subscriber subscriber)) {
            acceptPending();
            return;
        }
        try {
            if (key.isReadable()) {
                ignored.clear();
                if (subscriber.channel().read(ignored) < 0) {
                    drop(subscriber.channel());
                    return;
                }
            }
            if (key.isWritable()) {
                subscriber.flush();
            }
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("A subscriber has gone.", e);
            drop(subscriber.channel());
        }
    }

    /** Ends all connections; what the kernel has taken still arrives. */
    @Override
    public void close() throws IOException {
        flush();
        server.close();
        selector.close();
        for (SocketChannel peer : subscribers.keySet()) {
            drop(peer);
        }
    }
}
