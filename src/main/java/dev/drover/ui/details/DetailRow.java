package dev.drover.ui.details;

import dev.drover.ui.common.SecretNames;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.Locale;

/**
 * One line of the table: a detail, or the title of a section. The object stays while its value
 * changes, so that selection and scroll position do. FX thread only.
 */
final class DetailRow {

    private final String section;
    private final String label;
    private final ReadOnlyStringWrapper named;
    private final boolean title;
    private final boolean secret;
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");
    private String value = "";
    private boolean revealed;

    private DetailRow(String section, String label, boolean title, boolean secret) {
        this.section = section;
        this.label = label;
        named = new ReadOnlyStringWrapper(label);
        this.title = title;
        this.secret = secret;
    }

    static DetailRow title(String section) {
        return new DetailRow(section, section, true, false);
    }

    static DetailRow of(String section, Detail detail) {
        DetailRow row = new DetailRow(section, detail.label(), false, detail.secret());
        row.setValue(detail.value());
        return row;
    }

    /** What tells two rows of a sheet apart. */
    String key() {
        return section + "\n" + label + "\n" + title;
    }

    String section() {
        return section;
    }

    String label() {
        return label;
    }

    /** The label, for the column. */
    ReadOnlyStringProperty labelProperty() {
        return named.getReadOnlyProperty();
    }

    boolean isTitle() {
        return title;
    }

    boolean isSecret() {
        return secret;
    }

    boolean isRevealed() {
        return revealed;
    }

    void setRevealed(boolean now) {
        revealed = now;
        refresh();
    }

    /** The true value, masked or not. */
    String value() {
        return value;
    }

    void setValue(String now) {
        value = now;
        refresh();
    }

    private void refresh() {
        boolean masked = secret && !revealed && !value.isEmpty();
        shown.set(masked ? SecretNames.MASK : value.replaceAll("\\R", " ⏎ "));
    }

    /** On one line, and masked while it is a secret. */
    ReadOnlyStringProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** True when a text in small letters occurs in what can be read of it. */
    boolean matches(String wanted) {
        return (section + "\n" + label + "\n" + shown.get())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }
}
