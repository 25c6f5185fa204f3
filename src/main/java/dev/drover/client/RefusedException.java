package dev.drover.client;

/** The supervisor got the request and refused it; the message is its own. */
public final class RefusedException extends RequestException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
