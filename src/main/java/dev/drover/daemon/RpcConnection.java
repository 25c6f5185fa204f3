package dev.drover.daemon;

import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.protocol.rpc.RpcRequest;
import dev.drover.supervisor.Batch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One client. Its requests are carried out side by side and answered as they complete; a client
 * that does not read its answers is not read from any more. Bytes that are not the protocol end
 * this connection and nothing else.
 *
 * <p>One thread reads. A short answer is handed to the kernel by the thread that made it, without
 * ever blocking it; long ones, and what the kernel does not take, are left to the reading thread.
 */
final class RpcConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);
    private static final int READ_BYTES = 64 << 10;
    private static final int MAX_UNANSWERED = 256;
    private static final int HALF_FRAME_SECONDS = 30;

    /** Requests of this size are read in less time than it takes to hand one over. */
    private static final int SMALL_BYTES = 1024;

    /** How long an answer waits for those of the requests that came with it. */
    private static final long CORKED_NANOS = 100_000;

    private static final long START = System.nanoTime();

    private final SocketChannel channel;
    private final RpcDispatcher methods;
    private final ScheduledExecutorService deadlines;
    private final RequestMemory memory;
    private final Runnable written;
    private final Caller caller = new Caller();
    private final Selector selector;
    private final SelectionKey key;
    private final Thread thread;
    private @Nullable ScheduledFuture<?> deadline;
    private volatile boolean asked;
    private volatile long silentSince = System.nanoTime() - START;

    private final ArrayDeque<WaitingReply> replies = new ArrayDeque<>();
    private int unanswered;

    /** Bytes of the next frame that were counted; by the reading thread. */
    private long held;

    /** Whether some thread writes the first reply; it goes on with the others. */
    private boolean writing;

    /** Whether answers wait for those of other requests that came together. */
    private boolean corked;

    private long corkedSince;

    /** Whether the reading thread is to write when the kernel takes more. */
    private boolean writeLater;

    /**
     * @param written is called after each answer
     * @param ended is called when nothing is left of the connection
     */
    RpcConnection(
            SocketChannel channel,
            RpcDispatcher methods,
            ScheduledExecutorService deadlines,
            RequestMemory memory,
            Runnable written,
            Runnable ended)
            throws IOException {
        this.channel = channel;
        this.methods = methods;
        this.deadlines = deadlines;
        this.memory = memory;
        this.written = written;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("drover-rpc")
                        .unstarted(
                                () -> {
                                    try {
                                        serve();
                                    } finally {
                                        ended.run();
                                    }
                                });
    }

    /** Begins to read and answer, until the connection ends. */
    void start() {
        thread.start();
    }

    /** Ends what was not started. */
    void abandon() {
        close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("A selector did not close cleanly.", e);
        }
    }

    /** Whether the client has said that it is one of Drover's. */
    boolean isIntroduced() {
        return caller.isIntroduced();
    }

    /** True when it has sent at least one whole request. */
    boolean hasAsked() {
        return asked;
    }

    /** When its last request came, or it connected: nanoseconds since the first connection. */
    long silentSince() {
        return silentSince;
    }

    /** From any thread. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close cleanly.", e);
        }
        selector.wakeup();
    }

    private void serve() {
        try (selector) {
            AmpDecoder decoder = new AmpDecoder(methods.frameLimit());
            ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
            while (channel.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                if (key.isWritable()) {
                    writeRest();
                }
                if (key.isReadable() && !readAll(decoder, buffer)) {
                    return;
                }
            }
        } catch (ProtocolException e) {
            LOG.debug("A client does not speak the protocol.", e);
        } catch (IOException | RejectedExecutionException | CancelledKeyException e) {
            LOG.debug("A client has gone.", e);
        } finally {
            memory.hold(-held);
            close();
        }
    }

    /**
     * While a request is answered the next one comes: asking the selector costs more than a read
     * that gets nothing. False when the connection is to end.
     */
    private boolean readAll(AmpDecoder decoder, ByteBuffer buffer) throws IOException {
        for (int count = channel.read(buffer); count != 0; count = channel.read(buffer)) {
            if (count < 0 || !take(decoder, buffer)) {
                return false;
            }
            if ((key.interestOps() & (SelectionKey.OP_READ | SelectionKey.OP_WRITE))
                    != SelectionKey.OP_READ) {
                return true;
            }
        }
        return true;
    }

    /** False when the clients together hold too much. */
    private boolean take(AmpDecoder decoder, ByteBuffer buffer) throws ProtocolException {
        buffer.flip();
        List<AmpFrame> frames = decoder.feed(buffer);
        buffer.clear();
        watchHalfFrame(decoder.isMidFrame(), !frames.isEmpty());
        if (areSmall(frames)) {
            answerTogether(frames);
        } else {
            for (AmpFrame frame : frames) {
                answer(frame);
            }
        }
        return countHeld(decoder.isMidFrame() ? decoder.heldBytes() : 0);
    }

    /** False when the clients together hold too much. */
    private boolean countHeld(long now) {
        long change = now - held;
        held = now;
        boolean room = memory.hold(change);
        if (!room) {
            LOG.debug("A client is ended because the requests take too much memory.");
        }
        return room;
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

    /** One that is large is carried out while the next one is read. */
    private static boolean areSmall(List<AmpFrame> frames) {
        for (AmpFrame frame : frames) {
            if (frame.size() > SMALL_BYTES) {
                return false;
            }
        }
        return frames.size() > 1;
    }

    private void answer(AmpFrame frame) throws ProtocolException {
        int taken = memory.enter(frame.size());
        try {
            answer(RpcRequest.decode(frame));
        } finally {
            memory.leave(taken);
        }
    }

    /** What came together is done together, and answers that are there soon leave together. */
    private void answerTogether(List<AmpFrame> frames) throws ProtocolException {
        synchronized (this) {
            corkedSince = System.nanoTime();
            corked = true;
        }
        try (Batch _ = methods.batch()) {
            for (AmpFrame frame : frames) {
                answer(frame);
            }
        } finally {
            synchronized (this) {
                corked = false;
            }
            writeRest();
        }
    }

    private void answer(RpcRequest request) {
        asked = true;
        silentSince = System.nanoTime() - START;
        synchronized (this) {
            if (++unanswered == MAX_UNANSWERED) {
                adjustInterest();
            }
        }
        methods.answer(request, caller)
                .thenAccept(
                        reply ->
                                reply.ifPresentOrElse(
                                        answer -> enqueue(request, answer), this::answered))
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

    private synchronized void answered() {
        if (unanswered-- == MAX_UNANSWERED) {
            adjustInterest();
        }
    }

    /** From any thread. */
    private void enqueue(RpcRequest request, RpcDispatcher.Answer answer) {
        WaitingReply reply = new WaitingReply(request.id(), answer);
        if (!reply.isLong()) {
            reply.encode();
        }
        synchronized (this) {
            replies.add(reply);
            corked = corked && System.nanoTime() - corkedSince < CORKED_NANOS;
            if (writing || writeLater || corked) {
                return;
            }
            writing = true;
        }
        write();
    }

    /** On the reading thread, which also writes what is long. */
    private void writeRest() {
        synchronized (this) {
            if (writing) {
                return;
            }
            writeLater = false;
            writing = true;
        }
        write();
    }

    /** By the thread that has set {@link #writing}. */
    private void write() {
        boolean mayTakeLong = Thread.currentThread() == thread;
        try {
            for (List<WaitingReply> first = firstReplies(mayTakeLong);
                    !first.isEmpty();
                    first = firstReplies(mayTakeLong)) {
                boolean all = WaitingReply.write(first, channel);
                for (WaitingReply reply : first) {
                    if (!reply.isWritten()) {
                        break;
                    }
                    synchronized (this) {
                        replies.removeFirst();
                    }
                    answered();
                    written.run();
                    reply.then().run();
                }
                if (!all) {
                    stopWriting(true);
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("A client has gone before its answer.", e);
            close();
        }
    }

    /**
     * The first reply, or the first few short ones. Empty, and then this thread writes no more:
     * there is none, or another thread is to go on.
     */
    private synchronized List<WaitingReply> firstReplies(boolean mayTakeLong) {
        WaitingReply first = replies.peekFirst();
        if (first == null || first.isLong() && !mayTakeLong) {
            stopWriting(first != null);
            return List.of();
        }
        return WaitingReply.together(replies);
    }

    private synchronized void stopWriting(boolean later) {
        writing = false;
        writeLater = later;
        adjustInterest();
    }

    private synchronized void adjustInterest() {
        int wanted =
                (unanswered < MAX_UNANSWERED ? SelectionKey.OP_READ : 0)
                        | (writeLater ? SelectionKey.OP_WRITE : 0);
        try {
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
                selector.wakeup();
            }
        } catch (CancelledKeyException e) {
            LOG.debug("A client has gone.", e);
        }
    }
}
