package dev.drover.ui.action;

import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button of an {@link AppAction}; not shown while nobody carries the action out. */
public final class AppActionButton extends Button {

    private @Nullable AppAction action;
    private boolean whileOff;

    public AppActionButton() {
        setMinWidth(USE_PREF_SIZE);
        setMnemonicParsing(false);
    }

    public @Nullable AppAction getAction() {
        return action;
    }

    /** Set from FXML, once. */
    public void setAction(AppAction value) {
        action = value;
        setId("button-" + value.name());
        String shorter = value.name() + ".button";
        setText(
                Command.TEXTS.getString(
                        Command.TEXTS.containsKey(shorter) ? shorter : value.name()));
        value.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    public boolean isWhileOff() {
        return whileOff;
    }

    /** True: it is shown only while what the action turns on is off. Set from FXML, once. */
    public void setWhileOff(boolean value) {
        whileOff = value;
    }

    void bind(AppActions actions) {
        AppAction bound = action;
        if (bound == null) {
            throw new IllegalStateException("AppActionButton without an action");
        }
        BooleanBinding offered = actions.isMissing(bound).not();
        visibleProperty().bind(whileOff ? offered.and(actions.isOn(bound).not()) : offered);
        managedProperty().bind(visibleProperty());
        setOnAction(_ -> actions.run(bound));
        setTooltip(
                new Tooltip(
                        bound.text()
                                + actions.keys()
                                        .key(bound)
                                        .map(key -> "  " + key.getDisplayText())
                                        .orElse("")));
    }
}
