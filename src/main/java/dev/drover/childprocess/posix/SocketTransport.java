package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.ipc.IpcChannel;
import dev.drover.childprocess.ipc.LastingMessage;
import dev.drover.childprocess.ipc.Parcel;
import dev.drover.childprocess.ipc.Transport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The parent's end of the socket pair of an IPC channel, in the reactor. */
final class SocketTransport implements Transport {

    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int SEND_FLAGS = MSG_DONTWAIT | 0x4000; // MSG_NOSIGNAL
    private static final int WRITE_SIZE = 256 << 10;
    private static final int READS_PER_TURN = 16;

    private final Reactor reactor;
    private final Descriptor socket;
    private final IpcChannel channel;
    private final Optional<LargeMessages> largeMessages;
    private final Reactor.Registration registration;
    private final AncillaryData incoming = new AncillaryData(Arena.ofAuto());
    private volatile int interest = Reactor.READABLE;

    private SocketTransport(
            Reactor reactor,
            Descriptor socket,
            IpcChannel channel,
            Optional<LargeMessages> largeMessages)
            throws IOException {
        this.reactor = reactor;
        this.socket = socket;
        this.channel = channel;
        this.largeMessages = largeMessages;
        this.registration = reactor.register(socket.fd(), Reactor.READABLE, this::ready);
    }

    /** Opens the channel over the socket, which belongs to the channel from then on. */
    static void open(
            Reactor reactor,
            Descriptor socket,
            IpcChannel channel,
            Optional<LargeMessages> largeMessages)
            throws IOException {
        channel.open(new SocketTransport(reactor, socket, channel, largeMessages));
    }

    @Override
    public Optional<LastingMessage> keep(byte[] message) {
        return largeMessages.flatMap(messages -> messages.keep(message, socket));
    }

    @Override
    public Optional<LastingMessage> begun() {
        return largeMessages.flatMap(messages -> messages.begun(socket));
    }

    @Override
    public @Nullable Parcel pack(Handle handle, boolean raw) {
        return SocketParcel.of(handle, raw);
    }

    @Override
    public Handle bound(Handle handle) {
        return handle instanceof NativeSocket socket ? NativeServer.of(socket) : handle;
    }

    @Override
    public int write(byte[] bytes, int offset, int length, @Nullable Parcel parcel)
            throws IOException {
        if (reactor.isCurrentThread()) {
            return write(bytes, offset, length, parcel, reactor.outgoing());
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(Math.min(length, WRITE_SIZE));
            return write(bytes, offset, length, parcel, room);
        }
    }

    private int write(
            byte[] bytes, int offset, int length, @Nullable Parcel parcel, MemorySegment room)
            throws IOException {
        MemorySegment part = room.asSlice(0, Math.min(length, room.byteSize()));
        MemorySegment.copy(bytes, offset, part, JAVA_BYTE, 0, (int) part.byteSize());
        long result;
        do {
            result =
                    parcel instanceof SocketParcel with
                            ? send(part, with)
                            : Libc.send(socket.fd(), part.address(), part.byteSize(), SEND_FLAGS);
        } while (result == -Errno.EINTR);
        if (result == -Errno.EAGAIN) {
            return 0;
        }
        if (result < 0) {
            throw Errno.exception((int) -result, "Writing to the IPC channel");
        }
        return (int) result;
    }

    private long send(MemorySegment part, SocketParcel with) {
        try (Arena arena = Arena.ofConfined()) {
            long message = new AncillaryData(arena).toSend(part, with.fd());
            return Libc.sendmsg(socket.fd(), message, SEND_FLAGS);
        }
    }

    @Override
    public void wantWritable(boolean wanted) {
        want(Reactor.WRITABLE, wanted);
    }

    @Override
    public void wantReadable(boolean wanted) {
        // The end of the child is a hang-up, which epoll reports even when nothing is wanted.
        want(Reactor.READABLE, wanted);
    }

    private void want(int event, boolean wanted) {
        int next = wanted ? interest | event : interest & ~event;
        if (next != interest) {
            interest = next;
            reactor.modify(registration, next);
        }
    }

    @Override
    public void drain() {
        read(true);
    }

    @Override
    public void close() {
        reactor.unregister(registration);
        socket.close();
    }

    private void ready(Reactor.Registration self, int events) {
        if ((events & Reactor.WRITABLE) != 0) {
            channel.writable();
        }
        if ((events & ~Reactor.WRITABLE) != 0) {
            read((events & ~(Reactor.WRITABLE | Reactor.READABLE)) != 0);
        }
    }

    /**
     * @param ended reads in spite of a pause: only what the socket holds is left
     */
    private void read(boolean ended) {
        MemorySegment buffer = reactor.incoming();
        for (int turn = 0; turn < READS_PER_TURN; turn++) {
            if (!ended && (interest & Reactor.READABLE) == 0) {
                return;
            }
            int count = receive(buffer);
            if (count == -Errno.EAGAIN) {
                return;
            }
            if (count <= 0) {
                channel.ended();
                return;
            }
            channel.received(reactor.received(count), 0, count);
            if (count < buffer.byteSize() && !ended) {
                // The socket was emptied; what is left, and the end, epoll tells again.
                return;
            }
        }
    }

    /** Room for the messages that are there whole, so that none is torn when we are killed. */
    private MemorySegment wholeMessages(MemorySegment buffer) {
        long waiting =
                Libc.recv(
                        socket.fd(), buffer.address(), buffer.byteSize(), MSG_PEEK | MSG_DONTWAIT);
        if (waiting <= 0) {
            return buffer;
        }
        int count = (int) waiting;
        return buffer.asSlice(0, channel.wholeMessages(reactor.received(count), count));
    }

    /** A descriptor that is closed meanwhile counts as the end. */
    private int receive(MemorySegment buffer) {
        if (!socket.acquire()) {
            return 0;
        }
        try {
            long message = incoming.toReceive(socket.isHeld() ? wholeMessages(buffer) : buffer);
            long result;
            do {
                result = Libc.recvmsg(socket.fd(), message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
            } while (result == -Errno.EINTR);
            if (result > 0) {
                incoming.descriptors(fd -> channel.received(NativeHandle.of(fd)));
            }
            return (int) result;
        } finally {
            socket.release();
        }
    }
}
