package dev.drover.ui.action;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/** Who carries out the window's commands. FX thread only. */
public final class AppActions {

    private final ObservableMap<AppAction, Runnable> handlers = FXCollections.observableHashMap();

    /** Registers who does it; until then its items are disabled. */
    public AppActions on(AppAction action, Runnable handler) {
        handlers.put(action, handler);
        return this;
    }

    /** Does it; nothing happens when nobody registered. */
    public void run(AppAction action) {
        Runnable handler = handlers.get(action);
        if (handler != null) {
            handler.run();
        }
    }

    /** True while nobody has registered. */
    public BooleanBinding isMissing(AppAction action) {
        return Bindings.valueAt(handlers, action).isNull();
    }
}
