package dev.drover.ui.logview;

import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ResourceBundle;

/** What stands in the place of the log when there is no line to show. FX thread only. */
public final class EmptyLogController {

    @FXML private VBox root;
    @FXML private Label emptyTitle;
    @FXML private Label emptyHint;
    @FXML private Hyperlink clearFilter;
    @FXML private ResourceBundle resources;

    private Runnable onClearFilter = () -> {};

    /** Made by the loader of the log view. */
    EmptyLogController() {}

    @FXML
    private void initialize() {
        clearFilter.managedProperty().bind(clearFilter.visibleProperty());
    }

    /** {@code action} shows every line again. */
    void setOnClearFilter(Runnable action) {
        onClearFilter = action;
    }

    /**
     * @param nothing no process is shown
     * @param failure why the log cannot be read; null when it can
     */
    void refresh(LogDocument document, boolean nothing, @Nullable String failure) {
        boolean allHidden = !nothing && document.size() > 0 && document.rowCount() == 0;
        root.setVisible(nothing || document.size() == 0 || allHidden);
        clearFilter.setVisible(allHidden);
        if (nothing) {
            say("empty.none", resources.getString("empty.none.hint"));
        } else if (allHidden) {
            LogWords words = new LogWords(resources, ZoneId.systemDefault());
            say("empty.filtered", words.format("empty.filtered.hint", document.size()));
        } else if (failure != null) {
            say("empty.failed", failure);
        } else {
            say("empty.output", resources.getString("empty.output.hint"));
        }
    }

    @FXML
    private void clear() {
        onClearFilter.run();
    }

    private void say(String key, String hint) {
        emptyTitle.setText(resources.getString(key));
        emptyHint.setText(hint);
    }
}
