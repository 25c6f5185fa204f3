package dev.drover.childprocess.portable;

import dev.drover.childprocess.Serialization;
import dev.drover.childprocess.ipc.IpcChannel;
import dev.drover.childprocess.ipc.Parcel;
import dev.drover.childprocess.ipc.Transport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The IPC channel of a Node child without an inherited descriptor: a script that Node loads first
 * connects to a Unix socket in a private folder. A child that is not Node leaves the channel
 * unused.
 */
final class NodeChannel {

    private static final Logger LOG = LoggerFactory.getLogger(NodeChannel.class);
    private static final String SCRIPT = "channel-preload.js";
    private static final String NODE_OPTIONS = "NODE_OPTIONS";
    private static final int READ_SIZE = 64 << 10;

    private final EventLoop loop;
    private final Path folder;
    private final ServerSocketChannel server;
    private @Nullable IpcChannel channel;
    private boolean connected;

    private NodeChannel(EventLoop loop, Path folder, ServerSocketChannel server) {
        this.loop = loop;
        this.folder = folder;
        this.server = server;
    }

    /** Makes the socket and the script. */
    static NodeChannel open(EventLoop loop) throws IOException {
        Path folder =
                Files.createTempDirectory(
                        "drover-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        NodeChannel channel = new NodeChannel(loop, folder, server);
        try (InputStream script =
                Objects.requireNonNull(NodeChannel.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.copy(script, folder.resolve(SCRIPT));
            server.bind(UnixDomainSocketAddress.of(channel.socket()), 1);
            server.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.stopListening();
            throw e;
        }
    }

    /** Tells Node where to connect. */
    void addTo(Map<String, String> environment, Serialization serialization) {
        String options = environment.get(NODE_OPTIONS);
        if (options != null) {
            environment.put("DROVER_NODE_OPTIONS", options);
        }
        String script =
                folder.resolve(SCRIPT).toString().replace("\\", "\\\\").replace("\"", "\\\"");
        environment.put(
                NODE_OPTIONS,
                "--require \"%s\"%s".formatted(script, options == null ? "" : " " + options));
        environment.put("DROVER_CHANNEL", socket().toString());
        environment.put("DROVER_CHANNEL_MODE", serialization.name().toLowerCase(Locale.ROOT));
    }

    /** Waits for the child in the loop. */
    void listen(IpcChannel to) throws IOException {
        channel = to;
        loop.register(server, SelectionKey.OP_ACCEPT, _ -> accept());
    }

    /** The child has ended: it may have connected and written just before. On the loop's thread. */
    void childEnded() {
        if (!connected) {
            accept();
        }
        if (!connected && channel != null) {
            channel.ended();
            stopListening();
        }
    }

    /** Removes the socket and the script; a connection that was made stays. */
    void stopListening() {
        try {
            server.close();
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder.resolve(SCRIPT));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn(
                    "The folder {} of an IPC channel could not be removed: {}",
                    folder,
                    e.getMessage());
        }
    }

    private Path socket() {
        return folder.resolve("socket");
    }

    private void accept() {
        try {
            SocketChannel accepted = server.accept();
            if (accepted != null && channel != null) {
                connected = true;
                stopListening();
                accepted.configureBlocking(false);
                channel.open(new SocketTransport(loop, accepted, channel));
            }
        } catch (IOException e) {
            LOG.warn("The connection of a child to its IPC channel failed: {}", e.getMessage());
        }
    }

    /** The connected socket. */
    private static final class SocketTransport implements Transport {

        private final SocketChannel socket;
        private final IpcChannel channel;
        private final SelectionKey key;
        private final ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);

        SocketTransport(EventLoop loop, SocketChannel socket, IpcChannel channel)
                throws IOException {
            this.socket = socket;
            this.channel = channel;
            this.key = loop.register(socket, SelectionKey.OP_READ, this::ready);
        }

        @Override
        public int write(byte[] bytes, int offset, int length, @Nullable Parcel parcel)
                throws IOException {
            return socket.write(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void wantWritable(boolean wanted) {
            want(SelectionKey.OP_WRITE, wanted);
        }

        @Override
        public void wantReadable(boolean wanted) {
            want(SelectionKey.OP_READ, wanted);
        }

        private void want(int operation, boolean wanted) {
            if (key.isValid()) {
                if (wanted) {
                    key.interestOpsOr(operation);
                } else {
                    key.interestOpsAnd(~operation);
                }
                key.selector().wakeup();
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("Closing an IPC channel failed: {}", e.getMessage());
            }
            // A closed channel keeps its descriptor until the selector has run again.
            key.selector().wakeup();
        }

        private void ready(SelectionKey ready) {
            if (ready.isWritable()) {
                channel.writable();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        }

        @Override
        public void drain() {
            while (socket.isOpen() && read() > 0) {
                // Read has handed it on.
                continue;
            }
        }

        /** How many bytes were there. */
        private int read() {
            int count;
            try {
                count = socket.read(buffer.clear());
            } catch (IOException e) {
                LOG.debug("An IPC channel broke: {}", e.getMessage());
                count = -1;
            }
            if (count < 0) {
                channel.ended();
            } else {
                channel.received(buffer.array(), 0, count);
            }
            return count;
        }
    }
}
