package dev.drover.ui.action;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Who carries out the window's commands. FX thread only. */
public final class AppActions {

    private final ObservableMap<AppAction, Runnable> handlers = FXCollections.observableHashMap();
    private final Map<AppAction, BooleanProperty> on = new EnumMap<>(AppAction.class);
    private final KeyMap keys;

    /** With the keys that the commands were made with. */
    public AppActions() {
        this(KeyMap.DEFAULT);
    }

    /**
     * @param keys the keys in force, of these commands and of those on processes
     */
    public AppActions(KeyMap keys) {
        this.keys = keys;
    }

    /** The keys in force. */
    public KeyMap keys() {
        return keys;
    }

    /** Registers who does it; until then its items are disabled. */
    public AppActions on(AppAction action, Runnable handler) {
        handlers.put(action, handler);
        return this;
    }

    /** Nobody does it any more: its items are disabled. */
    public void off(AppAction action) {
        handlers.remove(action);
    }

    /** Registers who switches it on and off, and whether it is on. */
    public AppActions on(AppAction action, ObservableValue<Boolean> on, Runnable handler) {
        isOn(action).bind(on);
        return on(action, handler);
    }

    /** Does it; nothing happens when nobody registered. */
    public void run(AppAction action) {
        Runnable handler = handlers.get(action);
        if (handler != null) {
            handler.run();
        }
    }

    /**
     * Whether what the command turns on is on: the mark on its menu item. Whoever carries it out
     * binds or sets it.
     */
    public BooleanProperty isOn(AppAction action) {
        return on.computeIfAbsent(action, _ -> new SimpleBooleanProperty());
    }

    /** Why a command cannot be used: while nobody has registered, and there is a reason to tell. */
    public Optional<String> whyMissing(AppAction action) {
        String words = action.text(true);
        return handlers.containsKey(action) || words.equals(action.text())
                ? Optional.empty()
                : Optional.of(words);
    }

    /** True while nobody has registered. */
    public BooleanBinding isMissing(AppAction action) {
        return Bindings.valueAt(handlers, action).isNull();
    }
}
