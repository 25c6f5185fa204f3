package dev.drover.ui.action;

import javafx.scene.input.KeyCombination;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys in force: each command's own one, unless the user's file says otherwise. */
public final class KeyMap {

    /** Every command has the key that it was made with. */
    public static final KeyMap DEFAULT = new KeyMap(Map.of(), Optional.empty());

    private final Map<Command, Optional<KeyCombination>> changed;
    private final Optional<Path> file;

    /**
     * @param changed what differs; empty: no key
     * @param file where the user can change them
     */
    KeyMap(Map<Command, Optional<KeyCombination>> changed, Optional<Path> file) {
        this.changed = new HashMap<>(changed);
        this.file = file;
    }

    /** Where the user can change them; need not be there yet. */
    public Optional<Path> file() {
        return file;
    }

    /** Every command that can have a key: all but the one that opens a menu. */
    public static List<Command> commands() {
        List<Command> all = new ArrayList<>(Arrays.asList(ProcessAction.values()));
        all.remove(ProcessAction.SEND_SIGNAL);
        all.addAll(Arrays.asList(AppAction.values()));
        return all;
    }

    /** The key that does it. */
    public Optional<KeyCombination> key(Command command) {
        return isChanged(command) ? changed.get(command) : command.key();
    }

    /**
     * The key as far as the whole window listens to it. What the table or the window looks at
     * itself becomes an ordinary key when the user chooses another.
     */
    public Optional<KeyCombination> accelerator(Command command) {
        return command.isKeyGlobal() || isChanged(command) ? key(command) : Optional.empty();
    }

    /** The key as its menu item names it, whoever listens to it. */
    public Optional<KeyCombination> named(Command command) {
        return accelerator(command).or(() -> key(command).map(NamedKey::new));
    }

    /** Whether the user's file gives or takes the key. */
    public boolean isChanged(Command command) {
        return changed.containsKey(command);
    }
}
