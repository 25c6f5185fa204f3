package dev.drover.ui.mainwindow;

import dev.drover.domain.Home;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/**
 * The homes that are alive on this machine, and those on other machines that are remembered, above
 * the namespaces; a click opens the window of another one. Not shown while there is only this one.
 * FX thread only.
 */
final class HomeList {

    private final VBox box;
    private final Home own;
    private final boolean ownIsHere;
    private final ResourceBundle texts;
    private List<Home> alive = List.of();
    private Consumer<Home> open = _ -> {};
    private List<RemoteLine> remote = List.of();

    /**
     * @param ownIsHere whether the window's own home is on this machine
     */
    HomeList(VBox box, Home own, boolean ownIsHere, ResourceBundle texts) {
        this.box = box;
        this.own = own;
        this.ownIsHere = ownIsHere;
        this.texts = texts;
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
    }

    /** The others that are alive on this machine. */
    void show(List<Home> others, Consumer<Home> opener) {
        open = opener;
        if (!others.equals(alive)) {
            alive = others;
            refresh();
        }
    }

    /** Those on other machines. */
    void showRemote(List<RemoteLine> lines) {
        // The focus may be on one of them.
        boolean same = words(lines).equals(words(remote));
        remote = lines;
        if (!same) {
            refresh();
        }
    }

    private List<String> words(List<RemoteLine> lines) {
        return lines.stream().map(this::words).toList();
    }

    private String words(RemoteLine line) {
        return texts.getString("homes.remote").formatted(line.name(), line.state());
    }

    private void refresh() {
        box.getChildren().clear();
        Label title = new Label(texts.getString("homes.title"));
        title.getStyleClass().add("sidebar-title");
        box.getChildren().add(title);
        if (ownIsHere) {
            box.getChildren().add(line(own, _ -> {}));
        }
        alive.forEach(home -> box.getChildren().add(line(home, open)));
        remote.forEach(line -> box.getChildren().add(line(line)));
        box.setVisible(!alive.isEmpty() || !remote.isEmpty());
    }

    private Button line(Home home, Consumer<Home> opener) {
        boolean present = home.equals(own);
        Button button = button(brief(home.root()), present);
        button.setTooltip(new Tooltip(home.root().toString()));
        button.setAccessibleText(
                texts.getString(present ? "homes.present" : "homes.open").formatted(home.root()));
        button.setOnAction(_ -> opener.accept(home));
        return button;
    }

    private Button line(RemoteLine line) {
        Button button = button(line.name(), line.present());
        Label glyph = new Label("●");
        glyph.getStyleClass().addAll("status-text", line.role().styleClass());
        // Two lines: in one, a long path would leave no room for the machine.
        Label machine = new Label(line.machine());
        Label folder = new Label(line.folder());
        folder.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        folder.getStyleClass().add("home-folder");
        HBox words = new HBox(6, glyph, new VBox(machine, folder));
        words.setMinWidth(0);
        button.setGraphic(words);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        String says = words(line);
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> line.open().run());
        button.setContextMenu(menu(line));
        return button;
    }

    private ContextMenu menu(RemoteLine line) {
        MenuItem show = new MenuItem(texts.getString("homes.show"));
        show.setOnAction(_ -> line.open().run());
        show.setDisable(line.present());
        MenuItem disconnect = new MenuItem(texts.getString("homes.disconnect"));
        disconnect.setDisable(line.disconnect().isEmpty());
        disconnect.setOnAction(_ -> line.disconnect().ifPresent(Runnable::run));
        boolean open = line.disconnect().isPresent();
        MenuItem forget =
                new MenuItem(texts.getString(open ? "homes.forget.open" : "homes.forget"));
        forget.setDisable(open);
        forget.setOnAction(_ -> line.forget().run());
        return new ContextMenu(show, disconnect, forget);
    }

    private static Button button(String text, boolean present) {
        Button button = new Button(text);
        button.setMnemonicParsing(false);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "home");
        if (present) {
            button.getStyleClass().add("present");
        }
        return button;
    }

    /** The last two names say enough beside the tooltip. */
    private static String brief(Path root) {
        int count = root.getNameCount();
        return count > 2 ? "…/" + root.subpath(count - 2, count) : root.toString();
    }
}
