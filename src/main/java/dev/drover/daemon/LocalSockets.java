package dev.drover.daemon;

import dev.drover.childprocess.Keeper;

import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/** The Unix-domain sockets of a home: how they are bound, and who may speak to them. */
final class LocalSockets {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSockets.class);

    /** Bytes of a path that the kernel's socket address holds. */
    private static final int MAX_PATH_BYTES = 107;

    private static final int BACKLOG = 511;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final Set<PosixFilePermission> OWN =
            PosixFilePermissions.fromString("rw-------");

    private LocalSockets() {}

    /**
     * Listens at a path. A socket that nobody listens to any more is replaced; anything else that
     * is found there is left alone.
     *
     * @throws DaemonException when somebody listens there, or the path cannot be used
     */
    static ServerSocketChannel listen(Path path) throws DaemonException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_PATH_BYTES) {
            throw new DaemonException(
                    "The socket path %s has %d bytes, and the system allows %d; choose a home with a"
                                    .formatted(path, length, MAX_PATH_BYTES)
                            + " shorter path.");
        }
        try {
            checkFree(path);
            return bind(path);
        } catch (IOException e) {
            throw new DaemonException(
                    "No socket can be opened at %s (%s).".formatted(path, e.getMessage()), e);
        }
    }

    /**
     * As {@link #listen}, going on with the socket of the daemon before this one where a keeper has
     * it: the clients that came meanwhile wait there.
     */
    static ServerSocketChannel resume(Path path) throws DaemonException {
        Optional<ServerSocketChannel> inherited = inherited(path);
        return inherited.isPresent() ? inherited.get() : listen(path);
    }

    private static Optional<ServerSocketChannel> inherited(Path path) {
        if (!"1".equals(System.getenv(Keeper.VARIABLE)) || !Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return System.inheritedChannel() instanceof ServerSocketChannel server
                            && server.getLocalAddress() instanceof UnixDomainSocketAddress address
                            && address.getPath().equals(path)
                    ? Optional.of(server)
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("The socket {} of the daemon before cannot be used.", path, e);
            return Optional.empty();
        }
    }

    /** True when the peer runs as this user or as root. */
    static boolean mayConnect(SocketChannel peer, UserPrincipal owner) throws IOException {
        UnixDomainPrincipal principal = peer.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return principal.user().equals(owner) || principal.user().getName().equals("root");
    }

    /** Refuses a path at which somebody listens, or something is that is no socket. */
    static void checkFree(Path path) throws IOException, DaemonException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int type = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
        if (type != 0140000) {
            throw new DaemonException(
                    "%s is in the way and is not a socket; move it away.".formatted(path));
        }
        boolean answered;
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            answered = probe.isConnected();
        } catch (IOException e) {
            answered = false;
        }
        if (answered) {
            throw DaemonException.alreadyRunning(
                    "Another supervisor listens at %s; use it, or stop it first.".formatted(path));
        }
    }

    /**
     * Under its own name from the start, which is how the system's tools list it, and closed to
     * others from the start (checklist S2): Linux gives the file at the path the permissions that
     * the socket had before it was bound. Elsewhere the home's folder keeps others out until the
     * permissions are set.
     */
    private static ServerSocketChannel bind(Path path) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            closeSocketsToOthers();
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, OWN);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /**
     * The JDK does not tell which descriptor the new socket has, so all of this process get the
     * permissions: to one that is bound already, or is no Unix-domain socket, they mean nothing.
     */
    private static void closeSocketsToOthers() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path one : all) {
                try {
                    if (Files.readSymbolicLink(one).toString().startsWith("socket:")) {
                        Files.setPosixFilePermissions(one, OWN);
                    }
                } catch (NoSuchFileException e) {
                    LOG.debug("A descriptor was closed meanwhile.", e);
                }
            }
        }
    }
}
