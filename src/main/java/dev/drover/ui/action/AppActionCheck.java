package dev.drover.ui.action;

import javafx.scene.control.CheckMenuItem;

import org.jspecify.annotations.Nullable;

/**
 * A menu item of an {@link AppAction} that turns something on and off: it has a tick while it is
 * on.
 */
public final class AppActionCheck extends CheckMenuItem {

    private @Nullable AppAction action;

    public AppActionCheck() {
        setMnemonicParsing(false);
    }

    public @Nullable AppAction getAction() {
        return action;
    }

    /** Set from FXML, once. */
    public void setAction(AppAction value) {
        action = value;
        AppActionBinding.label(this, value);
    }

    void bind(AppActions actions) {
        AppActionBinding.bind(this, action, actions, this::setSelected);
    }
}
