package dev.drover.ui.common;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/** What a request has failed with. */
public final class Failures {

    private Failures() {}

    /** The failure itself, of which futures and streams make another one on the way. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException || cause instanceof UncheckedIOException) {
            if (cause.getCause() == null) {
                return cause;
            }
            cause = cause.getCause();
        }
        return cause;
    }

    /** What it says to the user; its kind when it says nothing. */
    public static String sentence(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }
}
