package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.Command;
import dev.drover.ui.action.ProcessAction;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;

import java.util.List;
import java.util.ResourceBundle;

/** All keys, read from the commands themselves. */
final class ShortcutSheet extends GridPane {

    private final ResourceBundle texts;
    private int line;

    ShortcutSheet(ResourceBundle texts) {
        this.texts = texts;
        setHgap(32);
        setVgap(6);
        section("shortcuts.processes", List.of(ProcessAction.values()));
        section("shortcuts.window", List.of(AppAction.values()));
    }

    private void section(String title, List<? extends Command> commands) {
        Label heading = new Label(texts.getString(title));
        heading.getStyleClass().add("sheet-heading");
        add(heading, 0, line++, 2, 1);
        for (Command command : commands) {
            command.key().ifPresent(key -> shortcut(command, key));
        }
    }

    private void shortcut(Command command, KeyCombination key) {
        Label keys = new Label(key.getDisplayText());
        keys.getStyleClass().add("key");
        add(new Label(command.text()), 0, line);
        add(keys, 1, line++);
    }
}
