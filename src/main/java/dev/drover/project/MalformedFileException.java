package dev.drover.project;

/** A definition file cannot be read at all. */
final class MalformedFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    MalformedFileException(int line, String message) {
        super(message);
        this.line = line;
    }

    Problem problem() {
        return new Problem(line, String.valueOf(getMessage()));
    }
}
