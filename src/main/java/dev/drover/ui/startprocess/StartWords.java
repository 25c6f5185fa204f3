package dev.drover.ui.startprocess;

import dev.drover.ui.common.Failures;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.ResourceBundle;

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
        return format(key, Failures.sentence(problem));
    }
}
