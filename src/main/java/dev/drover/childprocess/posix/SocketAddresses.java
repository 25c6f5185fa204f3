package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The C structures {@code sockaddr_in}, {@code sockaddr_in6} and {@code sockaddr_un}. */
final class SocketAddresses {

    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    /** The size of {@code sockaddr_storage}. */
    static final int SIZE = 128;

    /** The longest path of a Unix socket in bytes; a zero byte follows it. */
    static final int MAX_PATH = 107;

    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SCOPE_AT = 24;
    private static final int IPV4_SIZE = 16;
    private static final int IPV6_SIZE = 28;

    private SocketAddresses() {}

    /** Where a socket is bound; empty when it is not one of the Internet. */
    static Optional<InetSocketAddress> local(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SIZE, 8);
            return Libc.getsockname(fd, address.address(), sizeOf(arena)) < 0
                    ? Optional.empty()
                    : read(address);
        }
    }

    /** Where a socket is connected to; empty when it is not, or not one of the Internet. */
    static Optional<InetSocketAddress> remote(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SIZE, 8);
            return Libc.getpeername(fd, address.address(), sizeOf(arena)) < 0
                    ? Optional.empty()
                    : read(address);
        }
    }

    /** The address of a C variable that says how much room an address has. */
    static long sizeOf(Arena arena) {
        MemorySegment size = arena.allocate(JAVA_INT);
        size.set(JAVA_INT, 0, SIZE);
        return size.address();
    }

    /** What the kernel wrote; empty for an address that is not one of the Internet. */
    static Optional<InetSocketAddress> read(MemorySegment address) {
        return switch (address.get(JAVA_SHORT, 0)) {
            case AF_INET -> Optional.of(read(address, IPV4_AT, 4));
            case AF_INET6 -> Optional.of(read(address, IPV6_AT, 16));
            default -> Optional.empty();
        };
    }

    private static InetSocketAddress read(MemorySegment address, int at, int length) {
        int port =
                (address.get(JAVA_BYTE, PORT_AT) & 0xff) << 8
                        | address.get(JAVA_BYTE, PORT_AT + 1) & 0xff;
        try {
            byte[] host = address.asSlice(at, length).toArray(JAVA_BYTE);
            return new InetSocketAddress(InetAddress.getByAddress(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of %d bytes.".formatted(length), e);
        }
    }

    /**
     * The C structure of an address.
     *
     * @param family of the socket: one of IPv6 takes addresses of IPv4 too, in IPv6's form
     */
    static MemorySegment write(Arena arena, InetSocketAddress address, int family) {
        byte[] host = address.getAddress().getAddress();
        MemorySegment struct = arena.allocate(family == AF_INET ? IPV4_SIZE : IPV6_SIZE, 8);
        struct.set(JAVA_SHORT, 0, (short) family);
        struct.set(JAVA_BYTE, PORT_AT, (byte) (address.getPort() >> 8));
        struct.set(JAVA_BYTE, PORT_AT + 1, (byte) address.getPort());
        if (family == AF_INET6 && host.length == 4) {
            struct.set(JAVA_SHORT, IPV6_AT + 10, (short) -1);
            MemorySegment.copy(host, 0, struct, JAVA_BYTE, IPV6_AT + 12, host.length);
            return struct;
        }
        MemorySegment.copy(
                host, 0, struct, JAVA_BYTE, family == AF_INET ? IPV4_AT : IPV6_AT, host.length);
        if (address.getAddress() instanceof Inet6Address scoped) {
            struct.set(JAVA_INT, SCOPE_AT, scoped.getScopeId());
        }
        return struct;
    }

    /** The C structure of a path of at most {@link #MAX_PATH} bytes. */
    static MemorySegment write(Arena arena, Path path) {
        byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment struct = arena.allocate(2 + bytes.length + 1L, 8);
        struct.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(bytes, 0, struct, JAVA_BYTE, 2, bytes.length);
        return struct;
    }

    /** The family of the sockets that have this address. */
    static int family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? AF_INET6 : AF_INET;
    }
}
