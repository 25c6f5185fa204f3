package dev.drover.childprocess;

/** A message could not be sent, or what came over an IPC channel is not a message. */
public final class IpcException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    public IpcException(String code, String message) {
        super(code, message);
    }
}
