package dev.drover.ui.action;

import dev.drover.ui.common.ViewLoader;

import javafx.scene.input.KeyCombination;

import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;
import java.util.ResourceBundle;

/** Something the user can ask for. */
public sealed interface Command permits ProcessAction, AppAction {

    /** The texts of all commands. */
    ResourceBundle TEXTS = ViewLoader.texts(Command.class);

    /** The constant's name: the key of its texts. */
    String name();

    Optional<Feather> icon();

    /** The key that does it, unless the user's file says otherwise: see {@link KeyMap}. */
    Optional<KeyCombination> key();

    /** False: the key belongs to the process table, because elsewhere it means something else. */
    boolean isKeyGlobal();

    /** The words on its menu item. */
    default String text() {
        return TEXTS.getString(name());
    }
}
