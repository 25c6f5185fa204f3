package dev.drover.client;

/** No entry of the list is what the target means. */
public final class NoSuchProcessException extends RequestException {

    private static final long serialVersionUID = 1L;

    NoSuchProcessException(String message) {
        super(message);
    }
}
