package dev.drover.client;

/** The supervisor cannot do this: it is a PM2 daemon, and only Drover's has the method. */
public final class UnsupportedRequestException extends RequestException {

    private static final long serialVersionUID = 1L;

    UnsupportedRequestException(String message) {
        super(message);
    }
}
