package dev.drover.childprocess.posix;

import dev.drover.childprocess.Handle;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/** A UDP socket, used with blocking calls on the caller's own thread. */
final class NativeDatagram extends NativeHandle implements Handle.Datagram {

    private static final int MAX_SIZE = 64 << 10;
    private static final int MSG_DONTWAIT = 0x40;

    NativeDatagram(int fd) {
        super(fd);
    }

    /** One call of the kernel. */
    private interface Call {
        long go(int fd);
    }

    @Override
    public void send(byte[] data, InetSocketAddress target) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.max(1, data.length));
            MemorySegment.copy(data, 0, buffer, ValueLayout.JAVA_BYTE, 0, data.length);
            call(
                    Readiness.TO_WRITE,
                    "Sending to " + SocketFactory.words(target),
                    fd -> {
                        int family =
                                SocketKind.isIpv6(fd)
                                        ? SocketAddresses.AF_INET6
                                        : SocketAddresses.family(target);
                        MemorySegment to = SocketAddresses.write(arena, target, family);
                        return Libc.sendto(
                                fd,
                                buffer.address(),
                                data.length,
                                MSG_DONTWAIT,
                                to.address(),
                                to.byteSize());
                    });
        }
    }

    @Override
    public Packet receive() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MAX_SIZE);
            MemorySegment from = arena.allocate(SocketAddresses.SIZE, 8);
            int count =
                    call(
                            Readiness.TO_READ,
                            "Receiving",
                            fd ->
                                    Libc.recvfrom(
                                            fd,
                                            buffer.address(),
                                            MAX_SIZE,
                                            MSG_DONTWAIT,
                                            from.address(),
                                            SocketAddresses.sizeOf(arena)));
            return new Packet(
                    buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE),
                    SocketAddresses.read(from).orElseThrow());
        }
    }

    private int call(short events, String what, Call call) throws IOException {
        if (!descriptor().acquire()) {
            throw new IOException("The UDP socket is closed.");
        }
        try {
            while (true) {
                long result = call.go(descriptor().fd());
                if (result >= 0) {
                    return (int) result;
                }
                if (result == -Errno.EAGAIN) {
                    if (!await(events)) {
                        throw new IOException("The UDP socket was closed meanwhile.");
                    }
                } else if (result != -Errno.EINTR) {
                    throw Errno.exception((int) -result, what);
                }
            }
        } finally {
            descriptor().release();
        }
    }
}
