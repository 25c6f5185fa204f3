package dev.drover.ui.logview;

import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the choice of the time column shows. */
final class TimeColumnNames extends StringConverter<TimeColumn> {

    private final ResourceBundle texts;

    TimeColumnNames(ResourceBundle texts) {
        this.texts = texts;
    }

    @Override
    public String toString(@Nullable TimeColumn column) {
        return column == null
                ? ""
                : texts.getString("time." + column.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public TimeColumn fromString(String text) {
        return Arrays.stream(TimeColumn.values())
                .filter(column -> toString(column).equals(text))
                .findFirst()
                .orElse(TimeColumn.OFF);
    }
}
