package dev.drover.childprocess;

/** A signal could not be sent to a running child, such as one of another user. */
public final class KillException extends ChildProcessException {

    private static final long serialVersionUID = 1L;

    public KillException(String code, String message) {
        super(code, message);
    }

    /** Node's negative error number: -1 for {@code EPERM}. */
    public int errno() {
        return -1;
    }

    /** Node's name of the failed call. */
    public String syscall() {
        return "kill";
    }
}
