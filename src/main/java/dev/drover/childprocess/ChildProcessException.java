package dev.drover.childprocess;

import java.io.IOException;

/** What goes wrong with a child at run time; mistakes of the caller are unchecked. */
public abstract sealed class ChildProcessException extends IOException
        permits SpawnException,
                IpcException,
                HandleException,
                AbortException,
                KillException,
                ExecException,
                ExecSyncException {

    private static final long serialVersionUID = 1L;

    private final String code;

    ChildProcessException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Node's error code: {@code ENOENT}, {@code ABORT_ERR}, {@code ERR_IPC_DISCONNECTED}, … */
    public final String code() {
        return code;
    }
}
