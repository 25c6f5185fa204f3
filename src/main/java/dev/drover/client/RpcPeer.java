package dev.drover.client;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection to {@code rpc.sock}, and the one holder of correlation ids. When the connection is
 * lost every request that waits fails with one clear {@link ConnectionException}. Safe for use by
 * several threads; nothing blocks the caller.
 */
final class RpcPeer implements AutoCloseable {

    private static final int READ_BYTES = 64 << 10;
    private static final byte[] END = {};

    private final Path path;
    private final SocketChannel channel;
    private final String idPrefix = ProcessHandle.current().pid() + ":";
    private final AtomicLong counter = new AtomicLong();
    private final Map<String, CompletableFuture<RpcReply>> pending = new ConcurrentHashMap<>();
    private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>();
    private final CloseListeners closeListeners = new CloseListeners();
    private volatile boolean paused;

    private RpcPeer(Path path, SocketChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * @throws ConnectionException when nobody listens there
     */
    static RpcPeer connect(Path path) {
        try {
            RpcPeer peer = new RpcPeer(path, SupervisorSocket.open(path));
            Thread.ofVirtual().name("drover-client-rpc").start(peer::read);
            Thread.ofVirtual().name("drover-client-requests").start(peer::write);
            return peer;
        } catch (IOException | IllegalArgumentException e) {
            throw SocketFailure.explain(path, e);
        }
    }

    /**
     * Ends the connection, and fails what waits for an answer, when a signal has stopped the
     * supervisor: two looks in a row, a second apart, so that a stop of a moment does nothing.
     */
    void watch(SupervisorPulse supervisor) {
        watch(supervisor, false);
    }

    private void watch(SupervisorPulse supervisor, boolean wasPaused) {
        SupervisorPulse.EACH_SECOND.execute(
                () -> {
                    boolean isPaused = !closeListeners.isClosed() && supervisor.isPaused();
                    if (isPaused && wasPaused) {
                        paused = true;
                        closeListeners.reason(new IOException(supervisor.pausedSentence()));
                        close();
                    } else if (!closeListeners.isClosed()) {
                        watch(supervisor, isPaused);
                    }
                });
    }

    /** Calls a method; completes with its first result, null when there is none. */
    CompletableFuture<@Nullable Object> call(String method, @Nullable Object... args) {
        if (closeListeners.isClosed()) {
            // Never sent, so never carried out.
            return CompletableFuture.failedFuture(lost());
        }
        CompletableFuture<RpcReply> answer = new CompletableFuture<>();
        String id = idPrefix + counter.getAndIncrement();
        byte[] frame;
        try {
            frame = RpcRequest.encodeCall(method, nullableList(args), id);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    new RequestException("This cannot be sent. " + e.getMessage(), e));
        }
        pending.put(id, answer);
        outbox.add(frame);
        if (closeListeners.isClosed()) {
            failPending();
        }
        return answer.thenApply(RpcPeer::result);
    }

    /** Sends a call that is never answered. */
    void notify(String method, @Nullable Object... args) {
        String id = idPrefix + counter.getAndIncrement();
        outbox.add(RpcRequest.encodeCall(method, nullableList(args), id));
    }

    void onClose(Runnable listener) {
        closeListeners.add(listener);
    }

    /** Completes when the supervisor has gone; exceptionally when it is there but paused. */
    CompletableFuture<Void> gone() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        onClose(
                () -> {
                    if (paused) {
                        gone.completeExceptionally(unanswered());
                    } else {
                        gone.complete(null);
                    }
                });
        return gone;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RequestException("The connection to " + path + " did not close.", e);
        } finally {
            outbox.add(END);
        }
    }

    private static List<@Nullable Object> nullableList(@Nullable Object[] args) {
        List<@Nullable Object> list = new ArrayList<>(args.length);
        for (Object arg : args) {
            list.add(arg);
        }
        return list;
    }

    private static @Nullable Object result(RpcReply reply) {
        return switch (reply) {
            case RpcReply.Success success -> success.first();
            case RpcReply.Failure(String error) -> throw new RefusedException(error);
            case RpcReply.MethodTable(var methods) -> methods;
        };
    }

    private void read() {
        AmpDecoder decoder = new AmpDecoder();
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        try (channel) {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                for (AmpFrame frame : decoder.feed(buffer)) {
                    RpcReply.Answer answer = RpcReply.decode(frame);
                    CompletableFuture<RpcReply> waiting = pending.remove(answer.id());
                    if (waiting != null) {
                        waiting.complete(answer.reply());
                    }
                }
                buffer.clear();
            }
        } catch (IOException e) {
            closeListeners.reason(e);
        } finally {
            outbox.add(END);
            closeListeners.fire();
            failPending();
        }
    }

    private ConnectionException lost() {
        String reason = closeListeners.reason().map(r -> " (" + r + ")").orElse("");
        return new ConnectionException(
                "The connection to the supervisor at %s was lost%s.".formatted(path, reason));
    }

    /** For who waits for an answer: what was sent is not taken back. */
    private ConnectionException unanswered() {
        return new ConnectionException(
                lost().getMessage()
                        + (paused
                                ? " What was asked of it may still be carried out when it goes on."
                                : " Whether what was asked of it was carried out is not known."));
    }

    private void failPending() {
        for (String id : List.copyOf(pending.keySet())) {
            CompletableFuture<RpcReply> waiting = pending.remove(id);
            if (waiting != null) {
                waiting.completeExceptionally(unanswered());
            }
        }
    }

    private void write() {
        try {
            for (byte[] frame = outbox.take(); frame != END; frame = outbox.take()) {
                ByteBuffer bytes = ByteBuffer.wrap(frame);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            closeListeners.reason(e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
