package dev.drover.ui.export;

import dev.drover.export.ExportFile;
import dev.drover.export.ExportFolder.Standing;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A file of the export, whether it holds secrets, and how it compares with what is there. */
final class FileCell extends ListCell<ExportFile> {

    private final ExportWords words;
    private final Supplier<Map<String, Standing>> standings;
    private final Label name = new Label();
    private final Label standing = new Label();
    private final HBox row;

    FileCell(ExportWords words, Supplier<Map<String, Standing>> standings) {
        this.words = words;
        this.standings = standings;
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        name.setMinWidth(0);
        standing.setMinWidth(Region.USE_PREF_SIZE);
        standing.getStyleClass().add("standing");
        row = new HBox(8, name, gap, standing);
        row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(ExportFile file, boolean empty) {
        super.updateItem(file, empty);
        if (empty || file == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        name.setText(file.name());
        name.setGraphic(new FontIcon(file.secret() ? Feather.LOCK : Feather.FILE_TEXT));
        String said =
                Optional.ofNullable(standings.get().get(file.name()))
                        .map(one -> words.get("standing." + one))
                        .orElse("");
        standing.setText(said);
        String secret = file.secret() ? ", " + words.get("secret") : "";
        setAccessibleText(file.name() + secret + (said.isEmpty() ? "" : ", " + said));
        setGraphic(row);
    }
}
