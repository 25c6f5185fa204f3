package dev.drover.ui.sendmessage;

import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.ResourceBundle;

/** How many get the message: what cannot be chosen says why. FX thread only. */
final class ScopeMenu {

    /** Who beside the chosen process. */
    enum Scope {
        ONE,
        INSTANCES,
        NAMESPACE,
        CHOSEN
    }

    /**
     * What there is to choose from.
     *
     * @param instances of the name of the process
     * @param namespace of the process
     * @param inNamespace those of it that have a channel
     * @param selected rows
     */
    record Sizes(int instances, String namespace, int inNamespace, int selected) {

        private boolean has(Scope scope) {
            return switch (scope) {
                case ONE -> true;
                case INSTANCES -> instances > 1;
                case NAMESPACE -> inNamespace > 1;
                case CHOSEN -> selected > 1;
            };
        }

        private Object[] values() {
            return new Object[] {instances, namespace, inNamespace, selected};
        }
    }

    private final MenuButton button;
    private final ResourceBundle texts;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Scope, RadioMenuItem> items = new EnumMap<>(Scope.class);
    private Scope scope = Scope.ONE;

    /**
     * @param changed is told when the user has chosen another one
     */
    ScopeMenu(MenuButton button, ResourceBundle texts, Runnable changed) {
        this.button = button;
        this.texts = texts;
        for (Scope one : Scope.values()) {
            RadioMenuItem item = new RadioMenuItem();
            item.setId("scope-" + one);
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setOnAction(
                    _ -> {
                        scope = one;
                        changed.run();
                    });
            items.put(one, item);
        }
        button.getItems().setAll(items.values());
    }

    Scope scope() {
        return scope;
    }

    void choose(Scope value) {
        scope = value;
    }

    /** Says what there is now. */
    void show(Sizes sizes) {
        items.forEach(
                (one, item) -> {
                    String words = format("scope." + one, sizes.values());
                    boolean there = sizes.has(one);
                    item.setDisable(!there && one != scope);
                    item.setText(
                            there
                                    ? words
                                    : format(
                                            "scope.none",
                                            words,
                                            texts.getString("scope.none." + one)));
                });
        items.get(scope).setSelected(true);
        button.setText(format("scope." + scope, sizes.values()));
    }

    private String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }
}
