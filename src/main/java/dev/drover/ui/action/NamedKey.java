package dev.drover.ui.action;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Stands on a menu item and does nothing: the table or the window listens to the key itself,
 * because it is also a character to type, or means something else elsewhere.
 */
final class NamedKey extends KeyCombination {

    private final KeyCombination key;

    NamedKey(KeyCombination key) {
        this.key = key;
    }

    @Override
    public boolean match(KeyEvent event) {
        return false;
    }

    @Override
    public String getName() {
        return key.getName();
    }

    @Override
    public String getDisplayText() {
        return key.getDisplayText();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedKey named && named.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
