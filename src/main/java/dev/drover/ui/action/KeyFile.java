package dev.drover.ui.action;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user's file of keys says: lines like {@code RESTART = F5}, where nothing after the sign
 * takes the key away. What it does not name stays as it is, and a wrong line spoils no other.
 *
 * @param keys in force
 * @param problems one sentence for each line that could not be followed, with its number
 */
public record KeyFile(KeyMap keys, List<String> problems) {

    /** What is needed to close things and to move between them. */
    private static final List<KeyCode> RESERVED =
            List.of(KeyCode.ESCAPE, KeyCode.TAB, KeyCode.UP, KeyCode.DOWN);

    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

    public KeyFile {
        problems = List.copyOf(problems);
    }

    /**
     * Reads the lines of the file.
     *
     * @param file where they are from
     */
    public static KeyFile parse(Path file, List<String> lines) {
        Reader reader = new Reader();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i).strip());
        }
        reader.takeFromOthers();
        return new KeyFile(new KeyMap(reader.changed, Optional.of(file)), reader.problems);
    }

    /** A file that changes nothing: every command with its key, commented out. */
    public static List<String> template() {
        List<String> lines =
                new ArrayList<>(text("keys.template").lines().map(line -> "# " + line).toList());
        for (Command command : KeyMap.commands()) {
            lines.add("");
            lines.add("# " + command.text());
            lines.add(
                    "#"
                            + command.name()
                            + " = "
                            + command.key().map(KeyCombination::getName).orElse(""));
        }
        return lines;
    }

    private static String text(String key) {
        return Command.TEXTS.getString(key);
    }

    private static final class Reader {

        private final Map<Command, Optional<KeyCombination>> changed = new HashMap<>();
        private final Map<KeyCombination, Integer> lineOf = new HashMap<>();
        private final Map<KeyCombination, Command> owner = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        void line(int number, String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                problem("keys.noEquals", number, line);
                return;
            }
            String name = line.substring(0, equals).strip().toUpperCase(Locale.ROOT);
            Optional<Command> command =
                    KeyMap.commands().stream().filter(one -> one.name().equals(name)).findFirst();
            if (command.isEmpty()) {
                problem("keys.unknown", number, name);
                return;
            }
            String key = line.substring(equals + 1).strip();
            if (key.isEmpty()) {
                changed.put(command.get(), Optional.empty());
            } else {
                give(number, command.get(), key);
            }
        }

        private void give(int number, Command command, String written) {
            Optional<KeyCombination> key = read(written, command);
            if (key.isEmpty()) {
                problem("keys.noKey", number, written);
                return;
            }
            if (key.get() instanceof KeyCodeCombination one && RESERVED.contains(one.getCode())) {
                problem("keys.reserved", number, written);
                return;
            }
            Command other = owner.get(key.get());
            if (other != null && other != command) {
                problem(
                        "keys.twice",
                        number,
                        written,
                        other.text(),
                        Integer.toString(lineOf.get(key.get())));
                return;
            }
            changed.put(command, key);
            owner.put(key.get(), command);
            lineOf.put(key.get(), number);
        }

        /** A key that the file gives away is no longer that of the command it belonged to. */
        void takeFromOthers() {
            for (Command command : KeyMap.commands()) {
                Optional<KeyCombination> key = command.key().map(KeyFile::normal);
                if (key.isPresent()
                        && !changed.containsKey(command)
                        && owner.containsKey(key.get())) {
                    problem(
                            "keys.taken",
                            lineOf.get(key.get()),
                            key.get().getDisplayText(),
                            command.text(),
                            command.name());
                    changed.put(command, Optional.empty());
                }
            }
        }

        private void problem(String key, int line, String... details) {
            Object[] all = new Object[details.length + 1];
            all[0] = line;
            System.arraycopy(details, 0, all, 1, details.length);
            problems.add(text(key).formatted(all));
        }
    }

    private static Optional<KeyCombination> read(String written, Command command) {
        try {
            KeyCombination key = KeyCombination.valueOf(written);
            boolean own = command.key().filter(key::equals).isPresent();
            // A character that is no key of its own is on another one on each keyboard.
            return own || key instanceof KeyCodeCombination
                    ? Optional.of(normal(key))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Ctrl, or Cmd on a Mac, is what "Shortcut" means there: the same key has one form. */
    private static KeyCombination normal(KeyCombination key) {
        if (!(key instanceof KeyCodeCombination one)) {
            return key;
        }
        ModifierValue own = MAC ? one.getMeta() : one.getControl();
        return own != ModifierValue.DOWN
                ? key
                : new KeyCodeCombination(
                        one.getCode(),
                        one.getShift(),
                        MAC ? one.getControl() : ModifierValue.UP,
                        one.getAlt(),
                        MAC ? ModifierValue.UP : one.getMeta(),
                        ModifierValue.DOWN);
    }
}
