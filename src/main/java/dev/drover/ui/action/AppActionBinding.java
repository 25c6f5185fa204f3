package dev.drover.ui.action;

import javafx.scene.control.MenuItem;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** What the menu items of {@link AppAction}s have in common. FX thread only. */
final class AppActionBinding {

    private AppActionBinding() {}

    /** Gives an item the name and the words of its action. */
    static void label(MenuItem item, AppAction action) {
        item.setId(action.name());
        item.setText(action.text());
    }

    /** An item that does something; while nobody carries it out it is disabled and says why. */
    static void bind(MenuItem item, @Nullable AppAction given, AppActions actions) {
        AppAction action = require(item, given);
        actions.keys().named(action).ifPresent(item::setAccelerator);
        item.disableProperty().bind(actions.isMissing(action));
        item.disableProperty().subscribe(missing -> item.setText(action.text(missing)));
        item.setOnAction(_ -> actions.run(action));
    }

    /** An item that also shows whether something is on. */
    static void bind(
            MenuItem item,
            @Nullable AppAction given,
            AppActions actions,
            Consumer<Boolean> setSelected) {
        AppAction action = require(item, given);
        bind(item, action, actions);
        actions.isOn(action).subscribe(setSelected);
        // A click has turned the mark already, whatever the command then does.
        item.setOnAction(
                _ -> {
                    actions.run(action);
                    setSelected.accept(actions.isOn(action).get());
                });
    }

    private static AppAction require(MenuItem item, @Nullable AppAction action) {
        if (action == null) {
            throw new IllegalStateException(item.getClass().getSimpleName() + " without an action");
        }
        return action;
    }
}
