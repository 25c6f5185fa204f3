package dev.drover.ui.logview;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The bar that asks for a time or a line to go to: a number alone is a line. FX thread only. */
public final class GoToBarController {

    @FXML private VBox root;
    @FXML private TextField goToField;
    @FXML private Label goToProblem;

    private @Nullable Consumer<Instant> times;
    private @Nullable LongConsumer lines;
    private Runnable afterwards = () -> {};

    /** Made by the loader of the log view. */
    GoToBarController() {}

    @FXML
    private void initialize() {
        goToProblem.managedProperty().bind(goToProblem.visibleProperty());
        root.managedProperty().bind(root.visibleProperty());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /**
     * @param toLine gets a number from 1
     * @param onClose gives the focus back
     */
    void connect(Consumer<Instant> toTime, LongConsumer toLine, Runnable onClose) {
        times = toTime;
        lines = toLine;
        afterwards = onClose;
    }

    /** Asks for a time or a line. */
    void open() {
        goToField.clear();
        goToProblem.setVisible(false);
        root.setVisible(true);
        goToField.requestFocus();
    }

    @FXML
    void go() {
        String text = goToField.getText().strip();
        if (text.matches("0*[1-9][0-9]{0,17}")) {
            close();
            Objects.requireNonNull(lines).accept(Long.parseLong(text));
            return;
        }
        Optional<Instant> time = GoToTime.read(text, Instant.now(), ZoneId.systemDefault());
        time.ifPresentOrElse(
                at -> {
                    close();
                    Objects.requireNonNull(times).accept(at);
                },
                () -> goToProblem.setVisible(true));
    }

    @FXML
    void close() {
        root.setVisible(false);
        afterwards.run();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            go();
            event.consume();
        }
    }
}
