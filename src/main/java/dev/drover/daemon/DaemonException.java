package dev.drover.daemon;

import org.jspecify.annotations.Nullable;

/** The daemon could not be opened. The message is one sentence for the user. */
public final class DaemonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean alreadyRunning;

    private DaemonException(String message, @Nullable Throwable cause, boolean alreadyRunning) {
        super(message, cause);
        this.alreadyRunning = alreadyRunning;
    }

    public DaemonException(String message) {
        this(message, null, false);
    }

    public DaemonException(String message, Throwable cause) {
        this(message, cause, false);
    }

    static DaemonException alreadyRunning(String message) {
        return new DaemonException(message, null, true);
    }

    /** True when another daemon lives in the same home. */
    public boolean isAlreadyRunning() {
        return alreadyRunning;
    }
}
