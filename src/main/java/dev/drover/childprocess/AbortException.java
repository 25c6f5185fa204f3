package dev.drover.childprocess;

import java.util.Optional;

/** The child was ended because its {@link AbortSignal} was aborted; the cause is the reason. */
public final class AbortException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<String> cmd;
    private final transient ExecResult output;

    public AbortException(Throwable reason) {
        this(reason, Optional.empty(), new ExecResult(Output.NONE, Output.NONE));
    }

    AbortException(Throwable reason, Optional<String> cmd, ExecResult output) {
        super("ABORT_ERR", "The operation was aborted");
        initCause(reason);
        this.cmd = cmd;
        this.output = output;
    }

    /** The command line of {@code exec} or {@code execFile}; empty for other children. */
    public Optional<String> cmd() {
        return cmd;
    }

    /** What the command of {@code exec} or {@code execFile} had written when it was aborted. */
    public Output stdout() {
        return output.stdout();
    }

    /** What that command had written to its error output. */
    public Output stderr() {
        return output.stderr();
    }
}
