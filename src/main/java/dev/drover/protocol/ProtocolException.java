package dev.drover.protocol;

import java.io.IOException;

/** The peer sent bytes that are not the protocol. The connection cannot be used any further. */
public final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
