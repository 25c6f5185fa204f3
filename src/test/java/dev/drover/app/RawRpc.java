package dev.drover.app;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.rpc.RpcRequest;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Requests as a client in another language might send them; answers as their text. */
final class RawRpc implements AutoCloseable {

    private final SocketChannel channel;
    private final AmpDecoder decoder = new AmpDecoder();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    private final Deque<AmpFrame> arrived = new ArrayDeque<>();

    RawRpc(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** Sends bytes of any kind. */
    void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Calls a method and waits for the text of its answer. */
    String call(String method, Object... args) throws IOException {
        send(RpcRequest.encodeCall(method, Arrays.asList(args), "7:1"));
        return next();
    }

    /**
     * The text of the next answer.
     *
     * @throws EOFException when the connection was ended
     */
    String next() throws IOException {
        while (arrived.isEmpty()) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The connection was ended.");
            }
            arrived.addAll(decoder.feed(buffer.flip()));
        }
        return new String(arrived.remove().arguments().getFirst(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
