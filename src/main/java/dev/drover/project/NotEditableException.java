package dev.drover.project;

/** A file is no ecosystem file in JSON; the message is one sentence, with the line where known. */
public final class NotEditableException extends Exception {

    private static final long serialVersionUID = 1L;

    NotEditableException(Problem problem) {
        super(problem.toString());
    }
}
