package dev.drover.client;

/** Nobody answers at the home, or the connection was lost before the answer came. */
public final class ConnectionException extends RequestException {

    private static final long serialVersionUID = 1L;

    private final boolean unanswered;

    ConnectionException(String message) {
        this(message, false);
    }

    /**
     * @param unanswered true when somebody listens and says nothing
     */
    ConnectionException(String message, boolean unanswered) {
        super(message);
        this.unanswered = unanswered;
    }

    ConnectionException(String message, Throwable cause) {
        super(message, cause);
        this.unanswered = false;
    }

    /** True when there is a supervisor, so that it is of no use to start one. */
    boolean isUnanswered() {
        return unanswered;
    }
}
