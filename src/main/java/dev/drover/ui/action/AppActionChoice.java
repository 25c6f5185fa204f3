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
        setId(value.name());
        setText(value.text());
    }

    void bind(AppActions actions) {
        AppAction bound = action;
        if (bound == null) {
            throw new IllegalStateException("AppActionChoice without an action");
        }
        actions.keys().accelerator(bound).ifPresent(this::setAccelerator);
        disableProperty().bind(actions.isMissing(bound));
        actions.isOn(bound).subscribe(this::setSelected);
        // A click has turned the mark already, whatever the command then does.
        setOnAction(
                _ -> {
                    actions.run(bound);
                    setSelected(actions.isOn(bound).get());
                });
    }
}
