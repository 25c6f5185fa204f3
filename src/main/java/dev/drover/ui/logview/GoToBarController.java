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
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The bar that asks for a time or a line number to go to. FX thread only. */
public final class GoToBarController {

    @FXML private VBox root;
    @FXML private Label goToTitle;
    @FXML private TextField goToField;
    @FXML private Label goToProblem;
    @FXML private ResourceBundle resources;

    private boolean byTime;
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

    /** Asks for a time, or for a line. */
    void open(boolean forTime) {
        byTime = forTime;
        String kind = forTime ? "time" : "line";
        goToTitle.setText(resources.getString("goTo." + kind));
        goToField.setPromptText(resources.getString("goTo.%s.prompt".formatted(kind)));
        goToField.setAccessibleText(goToTitle.getText());
        goToField.clear();
        goToProblem.setVisible(false);
        root.setVisible(true);
        goToField.requestFocus();
    }

    @FXML
    void go() {
        String text = goToField.getText().strip();
        if (byTime) {
            Optional<Instant> time = GoToTime.read(text, Instant.now(), ZoneId.systemDefault());
            time.ifPresentOrElse(
                    at -> {
                        close();
                        Objects.requireNonNull(times).accept(at);
                    },
                    () -> say("goTo.time.wrong"));
        } else if (text.matches("[0-9]{1,18}") && Long.parseLong(text) > 0) {
            close();
            Objects.requireNonNull(lines).accept(Long.parseLong(text));
        } else {
            say("goTo.line.wrong");
        }
    }

    private void say(String key) {
        goToProblem.setText(resources.getString(key));
        goToProblem.setVisible(true);
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
