package dev.drover.childprocess;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import java.util.regex.Pattern;

/** A row that a backend cannot do counts as met when it says so with platform and row. */
final class UnsupportedRows implements TestExecutionExceptionHandler {

    private static final Pattern ANSWER =
            Pattern.compile(
                    "The portable backend on .+ cannot .+ \\(row [A-Z]{2}-\\d\\d of .+\\)\\.");

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
            throws Throwable {
        boolean answered =
                thrown instanceof UnsupportedOperationException
                        && ANSWER.matcher(String.valueOf(thrown.getMessage())).matches();
        if (!answered) {
            throw thrown;
        }
    }
}
