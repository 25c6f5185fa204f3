package dev.drover.ui.action;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A tool bar button of a {@link ProcessAction}. The tooltip hangs on the pane around the button,
 * because a disabled button shows none, and that is when the reason is wanted.
 */
public final class ActionButton extends StackPane {

    private final Button button = new Button();
    private final Tooltip tooltip = new Tooltip();
    private @Nullable ProcessAction action;

    public ActionButton() {
        setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("action-button");
        getChildren().add(button);
        button.setMnemonicParsing(false);
        Tooltip.install(this, tooltip);
    }

    public @Nullable ProcessAction getAction() {
        return action;
    }

    /** Set from FXML, once. */
    public void setAction(ProcessAction value) {
        action = value;
        button.setId("button-" + value.name());
        button.setText(Command.TEXTS.getString(value.name() + ".button"));
        value.icon().map(FontIcon::new).ifPresent(button::setGraphic);
        button.getStyleClass().add("flat");
        if (value.isDestructive()) {
            button.getStyleClass().add("destructive");
        }
    }

    /** True: the icon alone; its tooltip has the words. */
    public void setCompact(boolean value) {
        button.setContentDisplay(value ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    void bind(ProcessActions actions, KeyMap keys) {
        ProcessAction bound = action;
        if (bound == null) {
            throw new IllegalStateException("ActionButton without an action");
        }
        button.setOnAction(_ -> actions.run(bound));
        actions.selectionProperty().subscribe(selection -> show(bound, selection, keys));
    }

    private void show(ProcessAction bound, Selection selection, KeyMap keys) {
        Availability availability = bound.availability(selection);
        button.setDisable(!availability.isEnabled());
        String says =
                availability instanceof Availability.Disabled(String reason)
                        ? Command.TEXTS.getString("disabled").formatted(bound.text(), reason)
                        : bound.text(selection)
                                + keys.key(bound)
                                        .map(key -> "  " + key.getDisplayText())
                                        .orElse("");
        tooltip.setText(says);
        button.setAccessibleHelp(says);
    }
}
