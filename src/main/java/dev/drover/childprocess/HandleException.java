package dev.drover.childprocess;

/** A socket could not be opened; nothing is left open. */
public final class HandleException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * What failed.
     *
     * @param code the error's name: {@code EADDRINUSE}, {@code EACCES}, {@code ECONNREFUSED}, …
     * @param errno its number, negative as in Node
     * @param syscall {@code listen} for a server, {@code bind} for a UDP socket, {@code connect}
     * @param address host and port, or the path of a Unix socket
     */
    public record Failure(String code, int errno, String syscall, String address) {}

    public HandleException(Failure failure, String message) {
        super(failure.code(), message);
        this.failure = failure;
    }

    /** Node's negative error number: -98 for {@code EADDRINUSE}. */
    public int errno() {
        return failure.errno();
    }

    /**
     * What was tried: {@code listen} for a server, {@code bind} for a UDP socket, {@code connect}.
     */
    public String syscall() {
        return failure.syscall();
    }

    /** Host and port, or the path of a Unix socket. */
    public String address() {
        return failure.address();
    }
}
