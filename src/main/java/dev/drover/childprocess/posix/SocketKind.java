package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What a descriptor is, asked of the kernel: Node aborts when it gets one of another kind. */
enum SocketKind {
    SERVER,
    SOCKET,
    DATAGRAM,
    OTHER;

    private static final int SOL_SOCKET = 1;
    private static final int SO_TYPE = 3;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SO_DOMAIN = 39;
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;

    static SocketKind of(int fd) {
        int domain = option(fd, SO_DOMAIN);
        boolean internet = domain == AF_INET || domain == AF_INET6;
        if (!internet && domain != AF_UNIX) {
            return OTHER;
        }
        return switch (option(fd, SO_TYPE)) {
            case SOCK_STREAM -> option(fd, SO_ACCEPTCONN) == 1 ? SERVER : SOCKET;
            case SOCK_DGRAM -> internet ? DATAGRAM : OTHER;
            default -> OTHER;
        };
    }

    /** Whether the socket is one of IPv6. */
    static boolean isIpv6(int fd) {
        return option(fd, SO_DOMAIN) == AF_INET6;
    }

    /** A negative number when it is no socket. */
    private static int option(int fd, int name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment size = arena.allocate(JAVA_INT);
            size.set(JAVA_INT, 0, Integer.BYTES);
            int result = Libc.getsockopt(fd, SOL_SOCKET, name, value.address(), size.address());
            return result < 0 ? result : value.get(JAVA_INT, 0);
        }
    }
}
