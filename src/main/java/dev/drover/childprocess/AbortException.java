package dev.drover.childprocess;

/** The child was ended because its {@link AbortSignal} was aborted; the cause is the reason. */
public final class AbortException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    public AbortException(Throwable reason) {
        super("ABORT_ERR", "The operation was aborted.");
        initCause(reason);
    }
}
