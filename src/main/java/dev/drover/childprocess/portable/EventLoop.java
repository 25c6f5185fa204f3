package dev.drover.childprocess.portable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * The event thread of the portable backend: one selector for all IPC sockets, and the tasks handed
 * to it.
 */
final class EventLoop implements Executor {

    /** Called on the loop's thread when a channel is ready. */
    interface Handler {
        void ready(SelectionKey key);
    }

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** For messages nested as deeply as is allowed, whatever -Xss says; taken only when used. */
    private static final long STACK_BYTES = 2 << 20;

    private static @Nullable EventLoop shared;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private final Thread thread =
            Thread.ofPlatform()
                    .name("drover-child-events")
                    .daemon()
                    .stackSize(STACK_BYTES)
                    .unstarted(this::run);

    private EventLoop(Selector selector) {
        this.selector = selector;
    }

    /** The loop of this JVM; starts it when it is first asked for. */
    static synchronized EventLoop shared() throws IOException {
        if (shared == null) {
            shared = new EventLoop(Selector.open());
            shared.thread.start();
        }
        return shared;
    }

    /** True on the thread of the one of this JVM, if that was started. */
    static synchronized boolean isItsThread() {
        return shared != null && Thread.currentThread() == shared.thread;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Starts waiting for a non-blocking channel. From any thread. */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler)
            throws ClosedChannelException {
        SelectionKey key = channel.register(selector, operations, handler);
        selector.wakeup();
        return key;
    }

    private void run() {
        while (true) {
            try {
                selector.select(EventLoop::dispatch);
            } catch (IOException e) {
                LOG.error("Waiting for the channels of the children failed.", e);
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                guarded(task);
            }
        }
    }

    private static void dispatch(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Handler handler) {
            guarded(() -> handler.ready(key));
        }
    }

    /**
     * Boundary: whatever a listener throws, it must not end the thread that all children depend on.
     */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A listener of a child process failed.", e);
        }
    }
}
