package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Command;
import dev.drover.ui.action.KeyMap;
import dev.drover.ui.action.ProcessAction;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.ResourceBundle;

/**
 * All keys in force in three columns: on processes, in the window, and those that move about and
 * cannot be changed; above, the file that changes them.
 */
final class ShortcutSheet extends VBox {

    /** Keys that no command has; each with a text of its own. */
    private static final List<String> FIXED =
            List.of("question", "palette", "back", "menu", "fold", "escape", "ends");

    /** Those of them that mean something only while the log has the focus. */
    private static final List<String> LOG =
            List.of("error", "warning", "hit", "bookmark", "bookmarks", "mark", "filter", "open");

    private final ResourceBundle texts;
    private final KeyMap keys;

    ShortcutSheet(AppActions actions, ResourceBundle texts) {
        super(14);
        this.texts = texts;
        this.keys = actions.keys();
        setId("shortcut-sheet");
        Columns columns =
                new Columns(
                        column("shortcuts.processes", List.of(ProcessAction.values())),
                        column("shortcuts.window", List.of(AppAction.values())),
                        new VBox(
                                14,
                                fixed("shortcuts.fixed", "shortcuts.fixed.", FIXED),
                                fixed("shortcuts.log", "shortcuts.log.", LOG)));
        getChildren().add(columns);
        keys.file()
                .ifPresent(
                        file -> {
                            Label where =
                                    new Label(texts.getString("shortcuts.file").formatted(file));
                            where.setId("keys-file");
                            where.setWrapText(true);
                            where.setMaxWidth(Double.MAX_VALUE);
                            HBox.setHgrow(where, Priority.ALWAYS);
                            Button open = new Button(AppAction.OPEN_KEYS_FILE.text());
                            open.setId("open-keys-file");
                            open.setMinWidth(USE_PREF_SIZE);
                            open.setOnAction(_ -> actions.run(AppAction.OPEN_KEYS_FILE));
                            HBox line = new HBox(12, where, open);
                            line.setAlignment(Pos.CENTER_LEFT);
                            line.getStyleClass().add("sheet-file");
                            getChildren().addFirst(line);
                        });
    }

    private GridPane column(String title, List<? extends Command> commands) {
        GridPane column = grid(title);
        for (Command command : commands) {
            keys.key(command)
                    .map(KeyCombination::getDisplayText)
                    .ifPresent(key -> line(column, command.text(), key));
        }
        return column;
    }

    private GridPane fixed(String title, String prefix, List<String> fixed) {
        GridPane column = grid(title);
        for (String key : fixed) {
            String words = prefix + key;
            line(
                    column,
                    texts.getString(words),
                    key.equals("palette")
                            ? WindowKeys.SECOND_PALETTE.getDisplayText()
                            : texts.getString(words + ".key"));
        }
        return column;
    }

    private GridPane grid(String title) {
        GridPane column = new GridPane();
        column.setHgap(16);
        column.setVgap(5);
        Label heading = new Label(texts.getString(title));
        heading.getStyleClass().add("sheet-heading");
        column.add(heading, 0, 0, 2, 1);
        return column;
    }

    private static void line(GridPane column, String words, String key) {
        Label keys = new Label(key);
        keys.getStyleClass().add("key");
        keys.setMinWidth(USE_PREF_SIZE);
        Label name = new Label(words);
        name.setWrapText(true);
        column.addRow(column.getRowCount(), name, keys);
    }

    /** Beside each other where there is room, else below each other. */
    private static final class Columns extends FlowPane {

        private static final double GAP = 28;

        /** One that comes because there is little height takes no column's place. */
        private static final double SCROLL_BAR = 20;

        Columns(Node... columns) {
            super(GAP, GAP / 2, columns);
        }

        @Override
        protected double computePrefWidth(double height) {
            double widths = getChildren().stream().mapToDouble(node -> node.prefWidth(-1)).sum();
            return widths + GAP * (getChildren().size() - 1) + SCROLL_BAR;
        }

        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(width < 0 ? computePrefWidth(-1) : width);
        }
    }
}
