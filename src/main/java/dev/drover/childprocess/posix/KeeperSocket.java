package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Packets to and from the keeper. Safe for use by several threads, but only one may receive. The
 * keeper does nothing but answer, so waiting for it is a matter of microseconds; one that does not
 * answer for a second counts as gone, until it takes packets again.
 */
final class KeeperSocket {

    private static final Logger LOG = LoggerFactory.getLogger(KeeperSocket.class);

    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    private static final int PATIENCE_MILLIS = 1000;
    private static final int PACKET_SIZE = 1024;

    private final Descriptor socket;
    private volatile boolean lost;
    private volatile int losses;
    private volatile Runnable back = () -> {};

    KeeperSocket(Descriptor socket) {
        this.socket = socket;
    }

    boolean isLost() {
        return lost;
    }

    /** How often it counted as gone. */
    int losses() {
        return losses;
    }

    /** Called, on a thread of its own, when a keeper that counted as gone answers again. */
    void onBack(Runnable listener) {
        back = listener;
    }

    /** Sends one packet with copies of descriptors; false when the keeper is gone. */
    boolean send(byte[] packet, int... fds) {
        if (lost) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(packet.length);
            MemorySegment.copy(packet, 0, bytes, JAVA_BYTE, 0, packet.length);
            long message = new AncillaryData(arena).toSend(bytes, fds);
            int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
            long result = Libc.sendmsg(socket.fd(), message, flags);
            if (result == -Errno.EAGAIN || result == -Errno.EINTR) {
                await(arena, POLLOUT);
                result = Libc.sendmsg(socket.fd(), message, flags);
            }
            if (result < 0 && lose(Errno.words((int) -result)) && result == -Errno.EAGAIN) {
                Thread.ofPlatform().daemon().name("drover-keeper").start(this::awaitBack);
            }
            return result >= 0;
        }
    }

    /** False when it was lost before. */
    private synchronized boolean lose(String why) {
        if (lost) {
            return false;
        }
        lost = true;
        losses++;
        LOG.warn("The keeper does not answer: {}.", why);
        return true;
    }

    /** Somebody has stopped it, or the machine has no time for it. */
    private void awaitBack() {
        int events;
        try (Arena arena = Arena.ofConfined()) {
            do {
                events = poll(arena, POLLOUT, -1);
            } while (events == -Errno.EINTR);
        }
        if (events == POLLOUT) {
            lost = false;
            back.run();
        }
    }

    private boolean await(Arena arena, int events) {
        return poll(arena, events, PATIENCE_MILLIS) > 0;
    }

    /** What happened, or 0 when nothing did in time. */
    private int poll(Arena arena, int events, int millis) {
        MemorySegment poll = arena.allocate(8, 4);
        poll.set(JAVA_INT, 0, socket.fd());
        poll.set(JAVA_SHORT, 4, (short) events);
        int result = Libc.poll(poll.address(), 1, millis);
        return result > 0 ? poll.get(JAVA_SHORT, 6) : result;
    }

    /** Waits for the next packet. */
    KeeperMessage receive() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            if (!await(arena, POLLIN)) {
                lose("it is silent");
                throw new IOException("The keeper does not answer.");
            }
            return next(arena).orElseThrow(() -> new EOFException("The keeper has gone."));
        }
    }

    /** Hands over what comes from now on, on the reactor's thread. */
    void watch(Reactor reactor, Consumer<KeeperMessage> heard, Runnable gone) throws IOException {
        reactor.register(
                socket.fd(),
                Reactor.READABLE,
                (self, _) -> {
                    try (Arena arena = Arena.ofConfined()) {
                        Optional<KeeperMessage> message = next(arena);
                        if (message.isPresent()) {
                            heard.accept(message.get());
                        } else {
                            reactor.unregister(self);
                            lose("it has gone");
                            gone.run();
                        }
                    } catch (IOException e) {
                        LOG.warn("A packet of the keeper cannot be read.", e);
                    }
                });
    }

    /** Empty at the end. */
    private Optional<KeeperMessage> next(Arena arena) throws IOException {
        MemorySegment bytes = arena.allocate(PACKET_SIZE, 8);
        AncillaryData data = new AncillaryData(arena);
        long message = data.toReceive(bytes);
        int flags = MSG_DONTWAIT | MSG_CMSG_CLOEXEC;
        int length = (int) Libc.recvmsg(socket.fd(), message, flags);
        if (length < 0 && length != -Errno.EAGAIN) {
            return Optional.empty();
        }
        List<Integer> fds = new ArrayList<>();
        if (length > 0) {
            data.descriptors(fds::add);
        }
        if (length < KeeperMessage.HEADER_SIZE) {
            fds.forEach(Libc::close);
            if (length == 0) {
                return Optional.empty();
            }
            throw new IOException("The keeper sent a packet of %d bytes.".formatted(length));
        }
        byte[] packet = new byte[length];
        MemorySegment.copy(bytes, JAVA_BYTE, 0, packet, 0, length);
        return Optional.of(KeeperMessage.of(packet, length, fds));
    }
}
