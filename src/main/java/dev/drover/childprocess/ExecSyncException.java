package dev.drover.childprocess;

/** A command of {@code execSync} or {@code execFileSync} failed. */
public final class ExecSyncException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    private final transient SpawnSyncResult result;

    ExecSyncException(String code, String message, SpawnSyncResult result) {
        super(code, message);
        this.result = result;
        result.error().ifPresent(this::initCause);
    }

    /** Status, signal, and all that was written. */
    public SpawnSyncResult result() {
        return result;
    }
}
