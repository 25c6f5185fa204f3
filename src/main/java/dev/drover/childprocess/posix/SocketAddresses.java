package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The C structures {@code sockaddr_in} and {@code sockaddr_in6}. */
final class SocketAddresses {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    private static final int SIZE = 128;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;

    private SocketAddresses() {}

    /** Where a socket is bound; empty when it is not one of the Internet. */
    static Optional<InetSocketAddress> local(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SIZE, 8);
            MemorySegment size = arena.allocate(JAVA_INT);
            size.set(JAVA_INT, 0, SIZE);
            if (Libc.getsockname(fd, address.address(), size.address()) < 0) {
                return Optional.empty();
            }
            return switch (address.get(JAVA_SHORT, 0)) {
                case AF_INET -> Optional.of(read(address, IPV4_AT, 4));
                case AF_INET6 -> Optional.of(read(address, IPV6_AT, 16));
                default -> Optional.empty();
            };
        }
    }

    private static InetSocketAddress read(MemorySegment address, int at, int length) {
        int port = (address.get(JAVA_BYTE, 2) & 0xff) << 8 | address.get(JAVA_BYTE, 3) & 0xff;
        try {
            byte[] host = address.asSlice(at, length).toArray(JAVA_BYTE);
            return new InetSocketAddress(InetAddress.getByAddress(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of %d bytes.".formatted(length), e);
        }
    }
}
