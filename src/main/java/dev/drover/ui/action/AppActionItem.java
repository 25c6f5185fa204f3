package dev.drover.ui.action;

import javafx.scene.control.MenuItem;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A menu item of an {@link AppAction}. */
public final class AppActionItem extends MenuItem {

    private @Nullable AppAction action;

    public AppActionItem() {
        setMnemonicParsing(false);
    }

    public @Nullable AppAction getAction() {
        return action;
    }

    /** Set from FXML, once. */
    public void setAction(AppAction value) {
        action = value;
        AppActionBinding.label(this, value);
        value.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    void bind(AppActions actions) {
        AppActionBinding.bind(this, action, actions);
    }
}
