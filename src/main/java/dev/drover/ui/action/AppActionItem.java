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
        setId(value.name());
        setText(value.text());
        value.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    void bind(AppActions actions) {
        AppAction bound = action;
        if (bound == null) {
            throw new IllegalStateException("AppActionItem without an action");
        }
        actions.keys().accelerator(bound).ifPresent(this::setAccelerator);
        disableProperty().bind(actions.isMissing(bound));
        disableProperty().subscribe(missing -> setText(bound.text(missing)));
        setOnAction(_ -> actions.run(bound));
    }
}
