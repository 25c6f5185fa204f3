package dev.drover.daemon;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One client. Its requests are carried out side by side and answered as they complete; a client
 * that does not read its answers is not read from any more. Bytes that are not the protocol end
 * this connection and nothing else.
 */
final class RpcConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);
    private static final int READ_BYTES = 64 << 10;
    private static final int MAX_UNANSWERED = 256;
    private static final int HALF_FRAME_SECONDS = 30;
    private static final long START = System.nanoTime();
    private static final Written END = new Written(new byte[0], () -> {});

    private final SocketChannel channel;
    private final RpcDispatcher methods;
    private final ScheduledExecutorService deadlines;
    private final Caller caller = new Caller();
    private final BlockingQueue<Written> replies = new LinkedBlockingQueue<>();
    private final Semaphore unanswered = new Semaphore(MAX_UNANSWERED);
    private @Nullable ScheduledFuture<?> deadline;
    private volatile boolean asked;
    private volatile long silentSince = System.nanoTime() - START;

    /**
     * A reply in the queue.
     *
     * @param then what is to happen once it is written
     */
    private record Written(byte[] bytes, Runnable then) {}

    RpcConnection(
            SocketChannel channel, RpcDispatcher methods, ScheduledExecutorService deadlines) {
        this.channel = channel;
        this.methods = methods;
        this.deadlines = deadlines;
    }

    /** Reads and answers until the connection ends. */
    void serve() {
        Thread writer = Thread.ofVirtual().name("drover-rpc-replies").start(this::writeReplies);
        try {
            read();
        } catch (ProtocolException e) {
            LOG.debug("A client does not speak the protocol.", e);
        } catch (IOException | RejectedExecutionException e) {
            LOG.debug("A client has gone.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            replies.add(END);
            writer.interrupt();
        }
    }

    /** True when it has sent at least one whole request. */
    boolean hasAsked() {
        return asked;
    }

    /** When its last request came, or it connected: nanoseconds since the first connection. */
    long silentSince() {
        return silentSince;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close cleanly.", e);
        }
    }

    private void read() throws IOException, InterruptedException {
        AmpDecoder decoder = new AmpDecoder();
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            List<AmpFrame> frames = decoder.feed(buffer);
            buffer.clear();
            watchHalfFrame(decoder.isMidFrame(), !frames.isEmpty());
            for (AmpFrame frame : frames) {
                answer(RpcRequest.decode(frame));
            }
        }
    }

    /** A frame that was begun must end in time, however slowly its bytes come. */
    private void watchHalfFrame(boolean midFrame, boolean progressed) {
        if (deadline != null && (!midFrame || progressed)) {
            deadline.cancel(false);
            deadline = null;
        }
        if (midFrame && deadline == null) {
            deadline = deadlines.schedule(this::close, HALF_FRAME_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void answer(RpcRequest request) throws InterruptedException {
        asked = true;
        silentSince = System.nanoTime() - START;
        unanswered.acquire();
        methods.answer(request, caller)
                .thenAccept(
                        reply ->
                                reply.ifPresentOrElse(
                                        answer -> enqueue(request, answer), unanswered::release))
                .exceptionally(
                        failure -> {
                            LOG.error("A reply could not be made.", failure);
                            enqueue(
                                    request,
                                    new RpcDispatcher.Answer(
                                            new RpcReply.Failure("internal error")));
                            return null;
                        });
    }

    private void enqueue(RpcRequest request, RpcDispatcher.Answer answer) {
        replies.add(new Written(answer.reply().encode(request.id()), answer.then()));
    }

    private void writeReplies() {
        try {
            for (Written reply = replies.take(); reply != END; reply = replies.take()) {
                ByteBuffer bytes = ByteBuffer.wrap(reply.bytes());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                unanswered.release();
                reply.then().run();
            }
        } catch (IOException e) {
            LOG.debug("A client has gone before its answer.", e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
