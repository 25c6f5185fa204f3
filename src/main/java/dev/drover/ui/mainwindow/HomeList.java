package dev.drover.ui.mainwindow;

import dev.drover.domain.Home;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/**
 * The homes that are alive, above the namespaces; a click opens the window of another one. Not
 * shown while there is only this one. FX thread only.
 */
final class HomeList {

    private final VBox box;
    private final Home own;
    private final ResourceBundle texts;
    private List<Home> shown = List.of();

    HomeList(VBox box, Home own, ResourceBundle texts) {
        this.box = box;
        this.own = own;
        this.texts = texts;
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
    }

    void show(List<Home> others, Consumer<Home> open) {
        if (others.equals(shown)) {
            return;
        }
        shown = others;
        box.getChildren().clear();
        Label title = new Label(texts.getString("homes.title"));
        title.getStyleClass().add("sidebar-title");
        box.getChildren().addAll(title, line(own, _ -> {}));
        others.forEach(home -> box.getChildren().add(line(home, open)));
        box.setVisible(!others.isEmpty());
    }

    private Button line(Home home, Consumer<Home> open) {
        boolean present = home.equals(own);
        Button button = new Button(brief(home.root()));
        button.setMnemonicParsing(false);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "home");
        if (present) {
            button.getStyleClass().add("present");
        }
        button.setTooltip(new Tooltip(home.root().toString()));
        button.setAccessibleText(
                texts.getString(present ? "homes.present" : "homes.open").formatted(home.root()));
        button.setOnAction(_ -> open.accept(home));
        return button;
    }

    /** The last two names say enough beside the tooltip. */
    private static String brief(Path root) {
        int count = root.getNameCount();
        return count > 2 ? "…/" + root.subpath(count - 2, count) : root.toString();
    }
}
