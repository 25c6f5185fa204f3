package dev.drover.childprocess;

import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Ends everything that was started with its signal, at once. Safe for several threads. */
public final class AbortController {

    private final AbortSignal signal = new AbortSignal();

    /** A controller whose signal is not aborted. */
    public AbortController() {}

    /** What is given to those who are to end. */
    public AbortSignal signal() {
        return signal;
    }

    /** Aborts with the default reason. Only the first abort counts. */
    public void abort() {
        abort(new CancellationException("This operation was aborted"));
    }

    /**
     * Aborts; {@code reason} becomes the cause of the {@link AbortException}. When it returns, the
     * children have been signalled.
     */
    public void abort(Throwable reason) {
        signal.abort(Objects.requireNonNull(reason, "the reason of an abort"));
    }
}
