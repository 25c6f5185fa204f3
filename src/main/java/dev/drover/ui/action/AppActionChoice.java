package dev.drover.ui.action;

import javafx.scene.control.RadioMenuItem;

import org.jspecify.annotations.Nullable;

/**
 * A menu item of an {@link AppAction} that is one of several choices: the present one has a mark.
 */
public final class AppActionChoice extends RadioMenuItem {

    private @Nullable AppAction action;

    public AppActionChoice() {
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
