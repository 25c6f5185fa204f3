package dev.drover.ui.processtable;

import dev.drover.ui.common.Prompts;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;

import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Which columns are wanted, and saved choices of them: opens on a right-click on the header. */
final class ColumnMenu extends ContextMenu {

    /**
     * What the layout of the columns is and was.
     *
     * @param sets saved ones
     * @param present as one line of text
     * @param use lays the table out
     */
    record Layouts(ColumnSets sets, Supplier<String> present, Consumer<String> use) {}

    ColumnMenu(
            List<? extends TableColumn<?, ?>> columns,
            ColumnFit fit,
            Layouts layouts,
            Prompts prompts,
            ResourceBundle texts) {
        for (TableColumn<?, ?> column : columns) {
            String title = title(column);
            CheckMenuItem item =
                    new CheckMenuItem(
                            fit.isDropped(column.getId())
                                    ? texts.getString("columns.noRoom").formatted(title)
                                    : title);
            item.setMnemonicParsing(false);
            item.selectedProperty().bindBidirectional(fit.wanted(column.getId()));
            getItems().add(item);
        }
        getItems().add(new SeparatorMenuItem());
        ColumnSets sets = layouts.sets();
        for (String name : sets.names()) {
            getItems()
                    .add(
                            item(
                                    texts.getString("columns.use").formatted(name),
                                    () -> sets.layout(name).ifPresent(layouts.use())));
        }
        MenuItem save =
                item(
                        texts.getString("columns.save"),
                        () ->
                                prompts.askLine(
                                        new Prompts.Question(
                                                texts.getString("columns.save.title"),
                                                texts.getString("columns.save.detail"),
                                                texts.getString("columns.save.verb"),
                                                false),
                                        name -> sets.save(name, layouts.present().get())));
        save.setId("save-column-set");
        getItems().add(save);
        if (!sets.names().isEmpty()) {
            Menu forget = new Menu(texts.getString("columns.forget"));
            sets.names()
                    .forEach(name -> forget.getItems().add(item(name, () -> sets.forget(name))));
            getItems().add(forget);
        }
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /** A header of one sign says in its hint what it is. */
    private static String title(TableColumn<?, ?> column) {
        Label header = (Label) column.getGraphic();
        return header.getText().length() > 1 || header.getTooltip() == null
                ? header.getText()
                : header.getTooltip().getText();
    }
}
