package dev.drover.ui.logview;

import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.ResourceBundle;

/** What stands in the place of the log when there is no line to show. FX thread only. */
public final class EmptyLogController {

    @FXML private VBox root;
    @FXML private Label emptyTitle;
    @FXML private Label emptyHint;
    @FXML private Hyperlink clearFilter;
    @FXML private Hyperlink emptyShowCleared;
    @FXML private ResourceBundle resources;

    private LogWords words;
    private Runnable onClearFilter = () -> {};
    private Runnable onShowCleared = () -> {};

    /** Made by the loader of the log view. */
    EmptyLogController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        clearFilter.managedProperty().bind(clearFilter.visibleProperty());
        emptyShowCleared.managedProperty().bind(emptyShowCleared.visibleProperty());
    }

    /**
     * @param showEverything takes the filters away
     * @param showCleared shows what was cleared
     */
    void connect(Runnable showEverything, Runnable showCleared) {
        onClearFilter = showEverything;
        onShowCleared = showCleared;
    }

    /**
     * @param nothing no process is shown
     * @param failure why the log cannot be read; null when it can
     */
    void refresh(
            LogDocument document, LogContents contents, boolean nothing, @Nullable String failure) {
        boolean allHidden = !nothing && hidesAllLines(document, contents);
        // Nobody knows yet whether there is no output.
        boolean unknown = contents.isLoading() && failure == null;
        root.setVisible(nothing || document.size() == 0 && !unknown || allHidden);
        clearFilter.setVisible(allHidden);
        Optional<Instant> cleared = contents.clearedAt();
        boolean wasCleared = !nothing && !allHidden && failure == null && cleared.isPresent();
        emptyShowCleared.setVisible(wasCleared);
        if (nothing) {
            say("empty.none", resources.getString("empty.none.hint"));
        } else if (allHidden) {
            say("empty.filtered", words.format("empty.filtered.hint", document.lines(false)));
        } else if (failure != null) {
            say("empty.failed", failure);
        } else if (wasCleared) {
            emptyTitle.setText(words.cleared(cleared.get(), Instant.now()));
            emptyHint.setText(resources.getString("empty.cleared.hint"));
        } else {
            say("empty.output", resources.getString("empty.output.hint"));
        }
    }

    /** Marks of runs pass every filter; alone they say nothing. */
    private static boolean hidesAllLines(LogDocument document, LogContents contents) {
        return document.rowCount() == 0
                ? document.size() > 0
                : document.lines(false) > 0
                        && document.lines(true) == 0
                        && !contents.isLookingFurther();
    }

    @FXML
    private void clear() {
        onClearFilter.run();
    }

    @FXML
    private void showCleared() {
        onShowCleared.run();
    }

    private void say(String key, String hint) {
        emptyTitle.setText(resources.getString(key));
        emptyHint.setText(hint);
    }
}
