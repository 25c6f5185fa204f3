package dev.drover.ui.logview;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.ResourceBundle;

/** The line below the log: figures, what was cleared, what happened last. FX thread only. */
public final class LogStatusController {

    @FXML private Label status;
    @FXML private Button stopLoading;
    @FXML private HBox clearedBox;
    @FXML private Label cleared;
    @FXML private Label notice;
    @FXML private ResourceBundle resources;

    private LogWords words;
    private Runnable onStop = () -> {};
    private Runnable onShowCleared = () -> {};

    /** Made by the loader of the log view. */
    LogStatusController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        stopLoading.managedProperty().bind(stopLoading.visibleProperty());
        clearedBox.managedProperty().bind(clearedBox.visibleProperty());
    }

    /**
     * @param stop looks no further
     * @param showCleared shows what was cleared
     */
    void connect(Runnable stop, Runnable showCleared) {
        onStop = stop;
        onShowCleared = showCleared;
    }

    /** Says what happened; empty takes the last sentence away. */
    void say(String sentence) {
        notice.setText(sentence);
    }

    void showFigures(String figures) {
        status.setText(figures);
    }

    /** Offers to stop while something is looked for. */
    void showLooking(boolean looking) {
        stopLoading.setVisible(looking);
    }

    /** Says since when lines are hidden, and offers to show them. */
    void showCleared(Optional<Instant> at) {
        clearedBox.setVisible(at.isPresent());
        at.ifPresent(time -> cleared.setText(words.cleared(time, Instant.now())));
    }

    @FXML
    private void stop() {
        onStop.run();
    }

    @FXML
    private void showAll() {
        onShowCleared.run();
    }
}
