package dev.drover.client;

/** Nobody answers at the home, or the connection was lost before the answer came. */
public final class ConnectionException extends RequestException {

    private static final long serialVersionUID = 1L;

    ConnectionException(String message) {
        super(message);
    }

    ConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
