package dev.drover.client;

/**
 * A request was not carried out. The message is one clear sentence for the user: what is wrong,
 * where, and what to do. The subclasses say which kind of failure it is.
 */
public class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RequestException(String message) {
        super(message);
    }

    public RequestException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether asking again is of no use before the user has done something about it. */
    public boolean needsUser() {
        return false;
    }
}
