package dev.drover.supervisor;

/**
 * A command was refused. The message is a sentence for the user; {@link #kind()} is for programs.
 */
public final class SupervisorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a command was refused. */
    public enum Kind {
        UNKNOWN_PROCESS,
        ALREADY_ONLINE,
        ALREADY_LAUNCHING,
        RELOAD_IN_PROGRESS,
        NOT_RUNNING,
        NO_IPC_CHANNEL,
        NO_STDIN,
        START_FAILED,
        SHUTTING_DOWN,
        NOT_SUPPORTED
    }

    private final Kind kind;

    public SupervisorException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
