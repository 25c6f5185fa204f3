package dev.drover.childprocess;

/** An argument or option that no child can be started with; nothing was started. */
public final class InvalidArgumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public InvalidArgumentException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Node's error code: {@code ERR_INVALID_ARG_VALUE}, {@code ERR_UNKNOWN_SIGNAL}, … */
    public String code() {
        return code;
    }
}
