package dev.drover.daemon;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Bytes to a socket and frames from it, for what no well-behaved client does. */
public final class RawClient implements AutoCloseable {

    private final SocketChannel channel;
    private final AmpDecoder decoder = new AmpDecoder();
    private final Queue<AmpFrame> frames = new ArrayDeque<>();

    public RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    public void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** The next frame, or empty when the connection was closed. */
    public Optional<AmpFrame> next() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (frames.isEmpty()) {
            buffer.clear();
            int count;
            try {
                count = channel.read(buffer);
            } catch (IOException e) {
                return Optional.empty();
            }
            if (count < 0) {
                return Optional.empty();
            }
            frames.addAll(decoder.feed(buffer.flip()));
        }
        return Optional.of(frames.remove());
    }

    public RpcReply call(String method, List<?> args) throws IOException {
        send(RpcRequest.encodeCall(method, args, "raw:1"));
        return RpcReply.decode(next().orElseThrow()).reply();
    }

    public boolean answersPing() throws IOException {
        return call("ping", List.of(Map.of())).equals(RpcReply.Success.of(Map.of("msg", "pong")));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
