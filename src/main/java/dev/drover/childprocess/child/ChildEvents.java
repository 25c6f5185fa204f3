package dev.drover.childprocess.child;

import dev.drover.childprocess.ChildProcessException;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.ipc.IpcChannel;
import dev.drover.domain.ExitStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Who listens to a child and what has happened to it. All of it lives on the event thread, so there
 * is no lock and one order: a listener that comes late is called with what it missed, and messages
 * wait for the first message listener.
 */
public final class ChildEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ChildEvents.class);

    /** What a child may send before there is a listener; nobody ever stops to listen. */
    private static final long MAX_UNHEARD_BYTES = 16 << 20;

    private static final int MAX_UNHEARD_ERRORS = 16;
    private static final int MAX_UNHEARD_INTERNAL = 16;

    private final Executor eventThread;

    private record Message(@Nullable Object value, @Nullable Handle handle) {}

    private interface MessageListener {
        /** Whether it becomes the owner of handles. */
        boolean takesHandles();

        void message(@Nullable Object message, @Nullable Handle handle);
    }

    private final List<MessageListener> onMessage = new ArrayList<>();
    private final List<Consumer<Object>> onInternalMessage = new ArrayList<>();
    private final List<Runnable> onDisconnect = new ArrayList<>();
    private final List<Consumer<ExitStatus>> onExit = new ArrayList<>();
    private final List<Consumer<ExitStatus>> onClose = new ArrayList<>();
    private final List<Consumer<? super ChildProcessException>> onError = new ArrayList<>();
    private final Deque<Message> unheardMessages = new ArrayDeque<>();
    private final Deque<Object> unheardInternal = new ArrayDeque<>();
    private final Deque<ChildProcessException> unheardErrors = new ArrayDeque<>();
    private volatile @Nullable ExitStatus exitStatus;
    private volatile @Nullable IpcChannel channel;
    private volatile boolean kept;
    private boolean disconnected;
    private boolean held;
    private int openEnds;

    /**
     * @param openEnds how many readable pipes and channels are open; each is told of by {@link
     *     #endClosed} or {@link #disconnected}
     */
    public ChildEvents(Executor eventThread, int openEnds) {
        this.eventThread = eventThread;
        this.openEnds = openEnds;
    }

    /**
     * Lets a child that sends and is not listened to wait, instead of gathering its messages
     * without end.
     */
    public void holdBackThrough(IpcChannel messages) {
        channel = messages;
    }

    /**
     * From now on this JVM does not end before a listener that is added was called with what it
     * missed.
     */
    void keep() {
        kept = true;
    }

    private void register(Runnable task) {
        if (!kept) {
            eventThread.execute(task);
            return;
        }
        KeepAlive.shared().hold(task);
        eventThread.execute(
                () -> {
                    try {
                        task.run();
                    } finally {
                        KeepAlive.shared().release(task);
                    }
                });
    }

    /** The thread that all listeners run on. */
    public Executor eventThread() {
        return eventThread;
    }

    /** How the child ended; empty while it runs. From any thread. */
    public Optional<ExitStatus> exitStatus() {
        return Optional.ofNullable(exitStatus);
    }

    /** Adds a listener; from any thread, as all {@code on…} methods. */
    public void onMessage(Consumer<@Nullable Object> listener) {
        add(new Plain(listener));
    }

    /** Adds a listener that owns the handles it gets. */
    public void onMessage(BiConsumer<@Nullable Object, @Nullable Handle> listener) {
        add(new Taking(listener));
    }

    private void add(MessageListener listener) {
        register(
                () -> {
                    onMessage.add(listener);
                    while (!unheardMessages.isEmpty()) {
                        Message unheard = unheardMessages.remove();
                        message(unheard.value(), unheard.handle());
                    }
                    holdBack(false);
                });
    }

    /** A child that has events runs, so this is called at once. */
    public void onSpawn(Runnable listener) {
        register(listener);
    }

    public void onInternalMessage(Consumer<Object> listener) {
        register(
                () -> {
                    onInternalMessage.add(listener);
                    while (!unheardInternal.isEmpty()) {
                        internalMessage(unheardInternal.remove());
                    }
                });
    }

    public void onDisconnect(Runnable listener) {
        register(
                () -> {
                    if (disconnected) {
                        listener.run();
                    } else {
                        onDisconnect.add(listener);
                    }
                });
    }

    public void onExit(Consumer<ExitStatus> listener) {
        register(
                () -> {
                    ExitStatus status = exitStatus;
                    if (status != null) {
                        listener.accept(status);
                    } else {
                        onExit.add(listener);
                    }
                });
    }

    public void onClose(Consumer<ExitStatus> listener) {
        register(
                () -> {
                    ExitStatus status = exitStatus;
                    if (status != null && openEnds == 0) {
                        listener.accept(status);
                    } else {
                        onClose.add(listener);
                    }
                });
    }

    public void onError(Consumer<? super ChildProcessException> listener) {
        register(
                () -> {
                    onError.add(listener);
                    while (!unheardErrors.isEmpty()) {
                        error(unheardErrors.remove());
                    }
                });
    }

    /**
     * A message came, with a handle that is closed when no listener takes it. On the event thread,
     * as all that follow.
     */
    public void message(@Nullable Object message, @Nullable Handle handle) {
        if (onMessage.isEmpty()) {
            unheardMessages.add(new Message(message, handle));
            IpcChannel messages = channel;
            if (messages != null && messages.receivedBytes() > MAX_UNHEARD_BYTES) {
                holdBack(true);
            }
            return;
        }
        if (handle != null && onMessage.stream().noneMatch(MessageListener::takesHandles)) {
            handle.close();
        }
        callAll(onMessage, listener -> listener.message(message, handle));
    }

    /** One of Node's own messages came. */
    public void internalMessage(Object message) {
        if (onInternalMessage.isEmpty() && unheardInternal.size() < MAX_UNHEARD_INTERNAL) {
            unheardInternal.add(message);
        }
        callAll(onInternalMessage, listener -> listener.accept(message));
    }

    /** Something went wrong. */
    public void error(ChildProcessException error) {
        if (onError.isEmpty() && unheardErrors.size() < MAX_UNHEARD_ERRORS) {
            unheardErrors.add(error);
        }
        callAll(onError, listener -> listener.accept(error));
    }

    /** The channel is closed. */
    public void disconnected() {
        disconnected = true;
        callAll(onDisconnect, Runnable::run);
        onDisconnect.clear();
        endClosed();
    }

    /** One of the readable pipes is closed by the child and all who inherited it. */
    public void endClosed() {
        openEnds--;
        closeIfOver();
    }

    /** The child was reaped. */
    public void exited(ExitStatus status) {
        exitStatus = status;
        callAll(onExit, listener -> listener.accept(status));
        onExit.clear();
        closeIfOver();
    }

    /** Leaves a pause alone that somebody else has asked for. */
    private void holdBack(boolean wanted) {
        IpcChannel messages = channel;
        if (messages != null && wanted != held) {
            held = wanted;
            messages.pause(wanted);
        }
    }

    private void closeIfOver() {
        ExitStatus status = exitStatus;
        if (status != null && openEnds == 0) {
            callAll(onClose, listener -> listener.accept(status));
            onClose.clear();
        }
    }

    private record Plain(Consumer<@Nullable Object> listener) implements MessageListener {
        @Override
        public boolean takesHandles() {
            return false;
        }

        @Override
        public void message(@Nullable Object message, @Nullable Handle handle) {
            listener.accept(message);
        }
    }

    private record Taking(BiConsumer<@Nullable Object, @Nullable Handle> listener)
            implements MessageListener {
        @Override
        public boolean takesHandles() {
            return true;
        }

        @Override
        public void message(@Nullable Object message, @Nullable Handle handle) {
            listener.accept(message, handle);
        }
    }

    /** Boundary: one failing listener must not keep the event from the others. */
    private static <T> void callAll(List<T> listeners, Consumer<T> call) {
        for (T listener : List.copyOf(listeners)) {
            try {
                call.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.error("A listener of a child process failed.", e);
            }
        }
    }
}
