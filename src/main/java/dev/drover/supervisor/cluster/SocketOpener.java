package dev.drover.supervisor.cluster;

import dev.drover.childprocess.DatagramOptions;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.HandleException;
import dev.drover.childprocess.Handles;
import dev.drover.childprocess.ListenOptions;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Opens the sockets that workers want to listen on. */
final class SocketOpener {

    private final SchedulingPolicy policy;
    private final SocketCustody custody;
    private final LongSupplier sequence;
    private final Object lock;

    /** A socket that was opened, and what ends its custody. */
    record Opened(SharedSocket socket, Runnable release) {}

    /** A request that is wrong in itself. */
    static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1L;

        private BadRequest(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param policy for TCP and Unix servers; UDP sockets are always shared
     * @param custody gets every socket that is opened
     * @param sequence numbers the messages of the primary
     * @param lock of the primary
     */
    SocketOpener(
            SchedulingPolicy policy, SocketCustody custody, LongSupplier sequence, Object lock) {
        this.policy = policy;
        this.custody = custody;
        this.sequence = sequence;
        this.lock = lock;
    }

    /**
     * Opens the socket that a worker wants.
     *
     * @param cwd where the path of a Unix socket begins
     * @param note for the custody
     */
    Opened open(ListenRequest request, Path cwd, String note) throws HandleException, BadRequest {
        if (request.fd().orElse(-1) >= 0) {
            throw new BadRequest(
                    "A worker cannot listen on descriptor %d of the supervisor."
                            .formatted(request.fd().getAsInt()),
                    null);
        }
        if (request.type().isDatagram()) {
            DatagramOptions options =
                    new DatagramOptions(
                            request.isIpv6Only(), request.reusesAddress(), request.reusesPort());
            Handle.Datagram socket = Handles.bindDatagram(datagram(request), options);
            return new Opened(new SharedHandle(request, socket), custody.hold(note, socket));
        }
        ListenOptions options =
                ListenOptions.DEFAULT
                        .withIpv6Only(request.isIpv6Only())
                        .withReusePort(request.reusesPort());
        if (request.backlog() > 0) {
            options = options.withBacklog(request.backlog());
        }
        Handle.Server server = bind(request, options, cwd);
        if (policy == SchedulingPolicy.NONE) {
            return new Opened(new SharedHandle(request, server), custody.hold(note, server));
        }
        try {
            server.listen(options.backlog());
        } catch (HandleException e) {
            server.close();
            throw e;
        }
        return new Opened(
                new RoundRobinSocket(request, server, sequence, lock), custody.hold(note, server));
    }

    private static Handle.Server bind(ListenRequest request, ListenOptions options, Path cwd)
            throws HandleException, BadRequest {
        String address = request.address();
        if (request.type() == AddressType.UNIX) {
            return Handles.bind(path(address, cwd), options);
        }
        return address == null
                ? Handles.bind(port(request), options)
                : Handles.bind(new InetSocketAddress(ip(address), port(request)), options);
    }

    private static InetSocketAddress datagram(ListenRequest request) throws BadRequest {
        String any = request.type() == AddressType.UDP4 ? "0.0.0.0" : "::";
        String address = request.address();
        return new InetSocketAddress(ip(address == null ? any : address), port(request));
    }

    private static int port(ListenRequest request) throws BadRequest {
        if (request.port() < 0 || request.port() > 0xffff) {
            throw new BadRequest("%d is no port.".formatted(request.port()), null);
        }
        return request.port();
    }

    /** Workers look names up themselves; here a name server must not be asked. */
    private static InetAddress ip(String address) throws BadRequest {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("%s is no address of the Internet.".formatted(address), e);
        }
    }

    private static UnixDomainSocketAddress path(@Nullable String address, Path cwd)
            throws BadRequest {
        try {
            if (address == null || address.isEmpty()) {
                throw new BadRequest("A Unix socket needs a path.", null);
            }
            return UnixDomainSocketAddress.of(cwd.resolve(address));
        } catch (InvalidPathException e) {
            throw new BadRequest("%s is no path for a Unix socket.".formatted(address), e);
        }
    }
}
