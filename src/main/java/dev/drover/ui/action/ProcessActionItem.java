package dev.drover.ui.action;

import javafx.scene.control.MenuItem;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A menu item of a {@link ProcessAction}: FXML says where it stands, the action says everything
 * else.
 */
public final class ProcessActionItem extends MenuItem {

    private @Nullable ProcessAction action;

    public ProcessActionItem() {
        setMnemonicParsing(false);
    }

    public @Nullable ProcessAction getAction() {
        return action;
    }

    /** Set from FXML, once. */
    public void setAction(ProcessAction value) {
        action = value;
        setId(value.name());
        setText(value.text());
        value.icon().map(FontIcon::new).ifPresent(this::setGraphic);
        if (value.isDestructive()) {
            getStyleClass().add("destructive");
        }
    }

    void bind(ProcessActions actions, KeyMap keys) {
        ProcessAction bound = action;
        if (bound == null) {
            throw new IllegalStateException("ProcessActionItem without an action");
        }
        keys.named(bound).ifPresent(this::setAccelerator);
        actions.selectionProperty().subscribe(selection -> show(bound, selection));
        setOnAction(_ -> actions.run(bound));
    }

    private void show(ProcessAction bound, Selection selection) {
        setDisable(!bound.availability(selection).isEnabled());
        setText(bound.itemText(selection));
    }
}
