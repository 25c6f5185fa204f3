package dev.drover.app;

import dev.drover.domain.Home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One window for each home: the first one listens on a socket in the state folder, and a later
 * start tells it what it was asked for and ends. A lock, which the system lets go when a window
 * dies, says whose the socket is; where there can be no socket every start has its own window.
 */
final class SingleInstance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final String RAISE = "raise";
    private static final String OPEN = "open ";
    private static final String DONE = "done\n";

    private final Path socket;
    private final FileLock lock;
    private final ServerSocketChannel server;
    private final CompletableFuture<Consumer<Optional<Path>>> raised = new CompletableFuture<>();

    private SingleInstance(Path socket, FileLock lock, ServerSocketChannel server) {
        this.socket = socket;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Tells the window of {@code home}, if there is one, to come to the front.
     *
     * @param file is opened there
     * @return whether there is one
     */
    static boolean handOver(Path stateFolder, Home home, Optional<Path> file) {
        Path socket = socket(stateFolder, home);
        if (!Files.exists(socket)) {
            return false;
        }
        String request = file.map(path -> OPEN + path.toUri()).orElse(RAISE) + "\n";
        try (SocketChannel first = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            first.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            return first.read(ByteBuffer.allocate(DONE.length())) > 0;
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("no window answers at {}", socket, e);
            return false;
        }
    }

    /**
     * Becomes the window of {@code home} that later starts come to, unless there is one. They wait
     * for {@link #onRaise}.
     */
    static Optional<SingleInstance> claim(Path stateFolder, Home home) {
        Path socket = socket(stateFolder, home);
        try {
            Files.createDirectories(stateFolder);
            FileChannel file =
                    FileChannel.open(
                            socket.resolveSibling(socket.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                return Optional.empty();
            }
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            if (Files.getFileStore(socket).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            SingleInstance instance = new SingleInstance(socket, lock, server);
            Thread.ofVirtual().name("drover-single-instance").start(instance::serve);
            return Optional.of(instance);
        } catch (IOException | IllegalArgumentException | OverlappingFileLockException e) {
            LOG.warn("later starts will open windows of their own: no socket {}", socket, e);
            return Optional.empty();
        }
    }

    private static Path socket(Path stateFolder, Home home) {
        int name = home.root().toAbsolutePath().normalize().toString().hashCode();
        return stateFolder.resolve("window-" + HexFormat.of().toHexDigits(name) + ".sock");
    }

    /** Says who learns, on a thread of its own, that a later start came, with its file. */
    void onRaise(Consumer<Optional<Path>> told) {
        raised.complete(told);
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel later = server.accept();
                    BufferedReader lines =
                            new BufferedReader(Channels.newReader(later, StandardCharsets.UTF_8))) {
                String request = lines.readLine();
                if (request != null) {
                    raised.join().accept(file(request));
                    later.write(ByteBuffer.wrap(DONE.getBytes(StandardCharsets.UTF_8)));
                }
            } catch (AsynchronousCloseException | CancellationException e) {
                // The window is closed.
                return;
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("a later start could not be understood", e);
            }
        }
    }

    private static Optional<Path> file(String request) {
        return request.startsWith(OPEN)
                ? Optional.of(Path.of(URI.create(request.substring(OPEN.length()))))
                : Optional.empty();
    }

    /** Later starts open a window of their own again. */
    @Override
    public void close() {
        raised.cancel(false);
        try {
            server.close();
            Files.deleteIfExists(socket);
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.warn("the socket of the window could not be removed", e);
        }
    }
}
