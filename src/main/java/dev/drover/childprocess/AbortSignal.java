package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Tells that something is to be given up: the value of Node's {@code signal} option. */
public final class AbortSignal {

    /** Ends a subscription. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(AbortSignal.class);

    private final List<Consumer<Throwable>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Throwable reason;

    AbortSignal() {}

    /** A signal that is aborted already. */
    public static AbortSignal abort() {
        AbortController controller = new AbortController();
        controller.abort();
        return controller.signal();
    }

    /** A signal that is aborted after a time, with a {@link TimeoutException} as its reason. */
    public static AbortSignal timeout(Duration delay) {
        AbortSignal signal = new AbortSignal();
        Timers.after(
                delay,
                Command.READERS,
                () ->
                        signal.abort(
                                new TimeoutException("The operation was aborted due to timeout")));
        return signal;
    }

    /** True from the abort on. */
    public boolean aborted() {
        return reason().isPresent();
    }

    /** Why it was aborted; empty while it is not. */
    public synchronized Optional<Throwable> reason() {
        return Optional.ofNullable(reason);
    }

    /**
     * Calls a listener once, on the thread that aborts; at once on this thread when that has
     * happened already. It must not block.
     */
    public Subscription onAbort(Consumer<Throwable> listener) {
        Optional<Throwable> past;
        synchronized (this) {
            past = reason();
            if (past.isEmpty()) {
                listeners.add(listener);
            }
        }
        past.ifPresent(listener);
        return () -> listeners.remove(listener);
    }

    void abort(Throwable why) {
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
        }
        for (Consumer<Throwable> listener : listeners) {
            call(listener, why);
        }
        listeners.clear();
    }

    /** Boundary: one failing listener must not keep the abort from the others. */
    private static void call(Consumer<Throwable> listener, Throwable why) {
        try {
            listener.accept(why);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener of an abort signal failed.", e);
        }
    }
}
