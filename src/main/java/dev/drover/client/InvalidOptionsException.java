package dev.drover.client;

import dev.drover.project.Problem;

import java.util.List;
import java.util.stream.Collectors;

/** Options or a definition file are wrong; nothing was started. The message has every problem. */
public final class InvalidOptionsException extends RequestException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidOptionsException(String what, List<Problem> problems) {
        super(
                what
                        + " "
                        + problems.stream()
                                .map(Problem::toString)
                                .collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, each with its line where there is one. */
    public List<Problem> problems() {
        return problems;
    }
}
