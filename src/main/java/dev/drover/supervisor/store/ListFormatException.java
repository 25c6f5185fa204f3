package dev.drover.supervisor.store;

/** The bytes of a saved list cannot be understood; the message says why. */
public final class ListFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    public ListFormatException(String message) {
        super(message);
    }

    public ListFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
