package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.DatagramOptions;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.HandleException;
import dev.drover.childprocess.HandleFactory;
import dev.drover.childprocess.ListenOptions;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Opens sockets: closed on exec, and never blocking, which Node children take for granted. */
final class SocketFactory implements HandleFactory {

    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int NONBLOCK_CLOEXEC = 0x80800;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_REUSEPORT = 15;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;

    /** A socket option that is set before the socket is bound. */
    private record Flag(int level, int name, boolean on) {}

    /** What a socket is bound with. */
    private record Binding(int type, boolean ipv6Only, List<Flag> flags) {

        static Binding of(ListenOptions options) {
            return new Binding(
                    STREAM,
                    options.ipv6Only(),
                    List.of(
                            new Flag(SOL_SOCKET, SO_REUSEADDR, true),
                            new Flag(SOL_SOCKET, SO_REUSEPORT, options.reusePort())));
        }

        static Binding of(DatagramOptions options) {
            return new Binding(
                    DATAGRAM,
                    options.ipv6Only(),
                    List.of(
                            new Flag(SOL_SOCKET, SO_REUSEADDR, options.reuseAddress()),
                            new Flag(SOL_SOCKET, SO_REUSEPORT, options.reusePort())));
        }

        String syscall() {
            return type == STREAM ? "listen" : "bind";
        }
    }

    static HandleException failure(String syscall, String address, int errno) {
        return failure(syscall, address, Errno.name(errno), -errno, Errno.words(errno));
    }

    private static HandleException failure(
            String syscall, String address, String code, int errno, String words) {
        String verb =
                switch (syscall) {
                    case "listen" -> "Listening on";
                    case "bind" -> "Binding to";
                    default -> "Connecting to";
                };
        return new HandleException(
                new HandleException.Failure(code, errno, syscall, address),
                "%s %s failed: %s (%s).".formatted(verb, address, words, code));
    }

    /** An address as Node writes it: {@code 127.0.0.1:80}, {@code :::80}. */
    static String words(InetSocketAddress address) {
        String host =
                address.isUnresolved()
                        ? address.getHostString()
                        : address.getAddress().isAnyLocalAddress()
                                        && address.getAddress() instanceof Inet6Address
                                ? "::"
                                : address.getAddress().getHostAddress();
        return host + ":" + address.getPort();
    }

    @Override
    public Handle.Server bind(int port, ListenOptions options) throws HandleException {
        try {
            return bind(any(16, port), options);
        } catch (HandleException e) {
            int errno = -e.errno();
            if (errno == Errno.EAFNOSUPPORT
                    || errno == Errno.EADDRNOTAVAIL
                    || errno == Errno.EINVAL) {
                return bind(any(4, port), options);
            }
            throw e;
        }
    }

    private static InetSocketAddress any(int bytes, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[bytes]), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of %d bytes.".formatted(bytes), e);
        }
    }

    @Override
    public Handle.Server bind(SocketAddress address, ListenOptions options) throws HandleException {
        return switch (address) {
            case UnixDomainSocketAddress unix -> bindPath(unix.getPath());
            case InetSocketAddress internet ->
                    new NativeServer(bound(internet, Binding.of(options)));
            default -> throw unknown(address);
        };
    }

    private static Handle.Server bindPath(Path path) throws HandleException {
        int fd = open("listen", path.toString(), SocketAddresses.AF_UNIX, STREAM);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = pathStruct("listen", arena, path);
            int result = Libc.bind(fd, struct.address(), (int) struct.byteSize());
            if (result < 0) {
                throw failure("listen", path.toString(), -result);
            }
        } catch (HandleException e) {
            Libc.close(fd);
            throw e;
        }
        return new NativeServer(fd, () -> path.toFile().delete());
    }

    private static MemorySegment pathStruct(String syscall, Arena arena, Path path)
            throws HandleException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > SocketAddresses.MAX_PATH) {
            throw failure(syscall, path.toString(), Errno.EINVAL);
        }
        return SocketAddresses.write(arena, path);
    }

    @Override
    public Handle.Datagram bindDatagram(InetSocketAddress address, DatagramOptions options)
            throws HandleException {
        return new NativeDatagram(bound(address, Binding.of(options)));
    }

    private static int bound(InetSocketAddress address, Binding binding) throws HandleException {
        requireResolved(binding.syscall(), address);
        int family = SocketAddresses.family(address);
        int fd = open(binding.syscall(), words(address), family, binding.type());
        try (Arena arena = Arena.ofConfined()) {
            for (Flag flag : binding.flags()) {
                set(arena, fd, flag);
            }
            if (family == SocketAddresses.AF_INET6) {
                set(arena, fd, new Flag(IPPROTO_IPV6, IPV6_V6ONLY, binding.ipv6Only()));
            }
            MemorySegment struct = SocketAddresses.write(arena, address, family);
            int result = Libc.bind(fd, struct.address(), (int) struct.byteSize());
            if (result < 0) {
                Libc.close(fd);
                throw failure(binding.syscall(), words(address), -result);
            }
        }
        return fd;
    }

    private static void set(Arena arena, int fd, Flag flag) {
        MemorySegment value = arena.allocate(JAVA_INT);
        value.set(JAVA_INT, 0, flag.on() ? 1 : 0);
        Libc.setsockopt(fd, flag.level(), flag.name(), value.address(), Integer.BYTES);
    }

    @Override
    public Handle.Socket connect(SocketAddress address) throws HandleException {
        return switch (address) {
            case UnixDomainSocketAddress unix -> connectPath(unix.getPath());
            case InetSocketAddress internet -> connectInternet(internet);
            default -> throw unknown(address);
        };
    }

    private static Handle.Socket connectPath(Path path) throws HandleException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = pathStruct("connect", arena, path);
            int fd = open("connect", path.toString(), SocketAddresses.AF_UNIX, STREAM);
            return connected(fd, struct, path.toString());
        }
    }

    private static Handle.Socket connectInternet(InetSocketAddress address) throws HandleException {
        requireResolved("connect", address);
        int family = SocketAddresses.family(address);
        int fd = open("connect", words(address), family, STREAM);
        try (Arena arena = Arena.ofConfined()) {
            return connected(fd, SocketAddresses.write(arena, address, family), words(address));
        }
    }

    private static Handle.Socket connected(int fd, MemorySegment struct, String address)
            throws HandleException {
        NativeSocket socket = new NativeSocket(fd);
        int errno = -Libc.connect(fd, struct.address(), (int) struct.byteSize());
        if (errno == Errno.EINPROGRESS) {
            errno = awaitConnected(socket);
        }
        if (errno != 0) {
            socket.close();
            throw failure("connect", address, errno);
        }
        return socket;
    }

    private static int awaitConnected(NativeSocket socket) {
        try (Arena arena = Arena.ofConfined()) {
            socket.await(Readiness.TO_WRITE);
            MemorySegment error = arena.allocate(JAVA_INT);
            int result =
                    Libc.getsockopt(
                            socket.descriptor().fd(),
                            SOL_SOCKET,
                            SO_ERROR,
                            error.address(),
                            SocketAddresses.sizeOf(arena));
            return result < 0 ? -result : error.get(JAVA_INT, 0);
        } catch (IOException e) {
            return Errno.EMFILE;
        }
    }

    private static int open(String syscall, String address, int family, int type)
            throws HandleException {
        int fd = Libc.socket(family, type | NONBLOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw failure(syscall, address, -fd);
        }
        return fd;
    }

    private static void requireResolved(String syscall, InetSocketAddress address)
            throws HandleException {
        if (address.isUnresolved()) {
            throw failure(syscall, words(address), "ENOTFOUND", -3008, "no such host");
        }
    }

    private static IllegalArgumentException unknown(SocketAddress address) {
        return new IllegalArgumentException(
                "A socket has an Internet address or a path, not a %s."
                        .formatted(address.getClass().getName()));
    }
}
