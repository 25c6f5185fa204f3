package dev.drover.ui.palette;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Consumer;

/** One line: icon, what it does and to what, at the right its key or why it cannot be used. */
final class PaletteCell extends ListCell<PaletteEntry> {

    private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");

    private final FontIcon icon = new FontIcon();
    private final HBox iconPlace = new HBox(icon);
    private final Label title = new Label();
    private final Label detail = new Label();
    private final Label key = new Label();
    private final Label reason = new Label();
    private final HBox box = new HBox(10);

    PaletteCell(Consumer<PaletteEntry> run) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        iconPlace.getStyleClass().add("icon-place");
        title.setMinWidth(USE_PREF_SIZE);
        detail.getStyleClass().add("detail");
        key.getStyleClass().add("key");
        key.setMinWidth(USE_PREF_SIZE);
        reason.getStyleClass().add("reason");
        box.getStyleClass().add("line");
        box.getChildren().addAll(iconPlace, title, detail, gap, reason, key);
        setPrefWidth(0);
        setOnMouseClicked(_ -> run.accept(getItem()));
    }

    @Override
    protected void updateItem(PaletteEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(UNAVAILABLE, false);
            return;
        }
        entry.icon().ifPresent(icon::setIconCode);
        icon.setVisible(entry.icon().isPresent());
        title.setText(entry.title());
        detail.setText(entry.detail());
        reason.setText(entry.reason().orElse(""));
        key.setText(entry.key());
        key.setVisible(!entry.key().isEmpty());
        key.setManaged(key.isVisible());
        pseudoClassStateChanged(UNAVAILABLE, entry.reason().isPresent());
        setAccessibleText(entry.spoken());
        setGraphic(box);
    }
}
