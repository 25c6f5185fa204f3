package dev.drover.ui.startprocess;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.concurrent.CompletionException;

/** The texts of this package. */
record StartWords(ResourceBundle texts) {

    String get(String key) {
        return texts.getString(key);
    }

    String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }

    /** A sentence that ends with why something failed. */
    String failed(String key, @Nullable Throwable problem) {
        Throwable cause = problem;
        if (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause == null ? null : cause.getMessage();
        return format(key, message == null ? String.valueOf(cause) : message);
    }
}
