package dev.drover.protocol.pm2;

/** What a peer sent has the wrong shape. The message is one sentence that names the key. */
public final class InvalidOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidOptionException(String message) {
        super(message);
    }
}
