package dev.drover.ui.startprocess;

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
}
