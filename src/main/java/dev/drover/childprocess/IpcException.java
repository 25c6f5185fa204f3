package dev.drover.childprocess;

import java.io.IOException;

/** A message could not be sent, or what came over an IPC channel is not a message. */
public final class IpcException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public IpcException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Node's error code: {@code ERR_IPC_CHANNEL_CLOSED}, {@code EPIPE}, … */
    public String code() {
        return code;
    }
}
