package dev.drover.childprocess;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.util.Optional;
import java.util.OptionalInt;

/** A command of {@code exec} or {@code execFile} did not end with exit code 0. */
public final class ExecException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<ExitStatus> status;
    private final transient ExecResult output;
    private final boolean killed;
    private final String cmd;

    /**
     * @param code the error's, or the exit code in digits, or the signal's name
     * @param status how the child ended; empty when the failure is another
     * @param killed whether we sent the signal
     * @param output what it had written
     */
    ExecException(
            String code,
            String message,
            Optional<ExitStatus> status,
            boolean killed,
            String cmd,
            ExecResult output) {
        super(code, message);
        this.status = status;
        this.killed = killed;
        this.cmd = cmd;
        this.output = output;
    }

    /** The exit code; empty when it is not the reason. */
    public OptionalInt exitCode() {
        return status.orElse(null) instanceof ExitStatus.Exited(int code)
                ? OptionalInt.of(code)
                : OptionalInt.empty();
    }

    /** The signal that ended the child; empty when none is the reason. */
    public Optional<Signal> signal() {
        return status.orElse(null) instanceof ExitStatus.Signaled(Signal signal, _)
                ? Optional.of(signal)
                : Optional.empty();
    }

    /** True when this program sent the signal: by {@code kill} or at the timeout. */
    public boolean killed() {
        return killed;
    }

    /** The command line. */
    public String cmd() {
        return cmd;
    }

    /** What the command had written. */
    public Output stdout() {
        return output.stdout();
    }

    /** What the command had written to its error output. */
    public Output stderr() {
        return output.stderr();
    }
}
