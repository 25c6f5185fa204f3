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
        setId(value.name());
        setText(value.text());
    }

    void bind(AppActions actions) {
        AppAction bound = action;
        if (bound == null) {
            throw new IllegalStateException("AppActionCheck without an action");
        }
        actions.keys().accelerator(bound).ifPresent(this::setAccelerator);
        disableProperty().bind(actions.isMissing(bound));
        disableProperty().subscribe(missing -> setText(bound.text(missing)));
        actions.isOn(bound).subscribe(this::setSelected);
        // A click has turned the mark already, whatever the command then does.
        setOnAction(
                _ -> {
                    actions.run(bound);
                    setSelected(actions.isOn(bound).get());
                });
    }
}
