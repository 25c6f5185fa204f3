package dev.drover.ui.action;

import dev.drover.client.FileWatch;

import javafx.scene.control.CheckMenuItem;

import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The item of {@link ProcessAction#WATCH}: it has a tick while all that are selected are watched.
 */
public final class WatchItem extends CheckMenuItem {

    private static final ProcessAction ACTION = ProcessAction.WATCH;

    public WatchItem() {
        setMnemonicParsing(false);
        setId(ACTION.name());
        setText(ACTION.text());
        ACTION.icon().map(FontIcon::new).ifPresent(this::setGraphic);
    }

    void bind(ProcessActions actions, KeyMap keys) {
        keys.named(ACTION).ifPresent(this::setAccelerator);
        actions.selectionProperty().subscribe(this::show);
        setOnAction(
                _ -> {
                    actions.run(ACTION);
                    // The tick follows what the supervisor says, not the click.
                    show(actions.selectionProperty().get());
                });
    }

    private void show(Selection selection) {
        boolean enabled = ACTION.availability(selection).isEnabled();
        setDisable(!enabled);
        setText(enabled ? ACTION.text() : ACTION.itemText(selection));
        setSelected(
                !selection.processes().isEmpty()
                        && ACTION.targets(selection).stream().allMatch(FileWatch::isOn));
    }
}
