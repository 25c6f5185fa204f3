package dev.drover.project;

/** One entry of a definition file cannot be a service, while the others can. */
final class LeftOutException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String reason;

    LeftOutException(int line, String reason) {
        super(reason);
        this.line = line;
        this.reason = reason;
    }

    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
