package dev.drover.ui.mainwindow;

import dev.drover.domain.Home;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The homes on this machine that are alive or were opened by their folder, and those on other
 * machines that are remembered, above the namespaces; a click opens the window of another one. Not
 * shown while there is only this one. FX thread only.
 */
final class HomeList {

    private final VBox box;
    private final Home own;
    private final boolean ownIsHere;
    private final ResourceBundle texts;
    private HomeLines local = HomeLines.NONE;
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
        acceptOn(box.getParent());
    }

    /** Those on this machine. */
    void show(HomeLines lines) {
        // The focus may be on one of them.
        boolean same = lines.lookLike(local);
        local = lines;
        if (!same) {
            refresh();
        }
    }

    /** A folder that is dropped there is to be opened. */
    private void acceptOn(Node sidebar) {
        sidebar.addEventHandler(
                DragEvent.DRAG_OVER,
                over -> {
                    if (over.getDragboard().getFiles().size() == 1) {
                        over.acceptTransferModes(TransferMode.ANY);
                        over.consume();
                    }
                });
        sidebar.addEventHandler(
                DragEvent.DRAG_DROPPED,
                drop -> {
                    drop.getDragboard().getFiles().stream()
                            .map(File::toPath)
                            .forEach(local.dropped());
                    drop.setDropCompleted(true);
                    drop.consume();
                });
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
            box.getChildren().add(line(ownLine()));
        }
        List<HomeLine> others =
                local.lines().stream().filter(line -> !line.home().equals(own)).toList();
        others.forEach(line -> box.getChildren().add(line(line)));
        remote.forEach(line -> box.getChildren().add(line(line)));
        box.setVisible(!others.isEmpty() || !remote.isEmpty());
    }

    private HomeLine ownLine() {
        return local.lines().stream()
                .filter(line -> line.home().equals(own))
                .findFirst()
                .orElseGet(() -> new HomeLine(own, true, Optional.empty()));
    }

    private Button line(HomeLine line) {
        Home home = line.home();
        boolean present = home.equals(own);
        Button button = button(brief(home.root()), present);
        String path = home.root().toString();
        boolean asleep = !line.alive() && !present;
        String says = asleep ? texts.getString("homes.asleep").formatted(path) : path;
        if (asleep) {
            button.getStyleClass().add("asleep");
        }
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(
                texts.getString(present ? "homes.present" : "homes.open").formatted(says));
        button.setOnAction(
                _ -> {
                    if (!present) {
                        local.open().accept(home);
                    }
                });
        line.remove().ifPresent(remove -> button.setContextMenu(menu(button, present, remove)));
        return button;
    }

    private ContextMenu menu(Button button, boolean present, Runnable remove) {
        MenuItem show = new MenuItem(texts.getString("homes.show"));
        show.setOnAction(_ -> button.fire());
        show.setDisable(present);
        MenuItem forget = new MenuItem(texts.getString("homes.forget"));
        forget.setOnAction(_ -> remove.run());
        return new ContextMenu(show, forget);
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
