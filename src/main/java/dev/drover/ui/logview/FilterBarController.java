package dev.drover.ui.logview;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/** The filter bar: it hides lines, the find bar only marks them. */
public final class FilterBarController {

    @FXML private VBox root;
    @FXML private TextField filterField;
    @FXML private ToggleButton filterCase;
    @FXML private ToggleButton filterHide;
    @FXML private Button filterAlert;
    @FXML private Label filterCount;
    @FXML private Label filterProblem;
    @FXML private ResourceBundle resources;

    private LogWords words;
    private @Nullable LogSieve sieve;
    private @Nullable LogView view;
    private Runnable onChanged = () -> {};
    private Consumer<String> onAlert = _ -> {};

    /** Made by the loader of the log view. */
    FilterBarController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        filterProblem.managedProperty().bind(filterProblem.visibleProperty());
        filterProblem.setVisible(false);
        filterAlert.disableProperty().bind(filterField.textProperty().isEmpty());
        root.managedProperty().bind(root.visibleProperty());
        filterField.textProperty().addListener((_, _, _) -> apply());
        filterCase.selectedProperty().addListener((_, _, _) -> apply());
        filterHide.selectedProperty().addListener((_, _, _) -> apply());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** {@code changed} runs when other lines are wanted. */
    void setOnChanged(Runnable changed) {
        onChanged = changed;
    }

    /** {@code wanted} gets the text that lines are to be told of for. */
    void setOnAlert(Consumer<String> wanted) {
        onAlert = wanted;
    }

    void connect(LogSieve newSieve, LogView newView) {
        sieve = newSieve;
        view = newView;
    }

    void open() {
        root.setVisible(true);
        filterField.requestFocus();
        filterField.selectAll();
    }

    /** Shows the lines with this text only. */
    void filterTo(String text) {
        root.setVisible(true);
        filterHide.setSelected(false);
        filterField.setText(text);
    }

    /** Hides the lines with this text. */
    void hide(String text) {
        root.setVisible(true);
        filterHide.setSelected(true);
        filterField.setText(text);
    }

    void clear() {
        filterField.clear();
    }

    /** Shows the count after rows came or went. */
    void refresh(LogDocument document) {
        LogSieve here = Objects.requireNonNull(sieve);
        filterCount.setText(
                here.isActive()
                        ? words.format("filter.count", document.lines(true), document.lines(false))
                        : "");
        if (here.isTooSlow()) {
            say(words.format("find.slow"));
        }
    }

    /** Takes the filter away and closes the bar. */
    @FXML
    void close() {
        clear();
        root.setVisible(false);
        Objects.requireNonNull(view).requestFocus();
    }

    @FXML
    private void alertLikeThis() {
        onAlert.accept(filterField.getText());
    }

    private void apply() {
        LogSieve here = Objects.requireNonNull(sieve);
        filterProblem.setVisible(false);
        String text = filterField.getText();
        try {
            here.filter(
                    text.isEmpty()
                            ? null
                            : TextFilter.of(
                                    text, filterCase.isSelected(), filterHide.isSelected()));
        } catch (FindQuery.InvalidQueryException e) {
            here.filter(null);
            say(words.format("find.invalid", e.getMessage()));
        }
        onChanged.run();
    }

    private void say(String sentence) {
        filterProblem.setText(sentence);
        filterProblem.setVisible(true);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            Objects.requireNonNull(view).requestFocus();
            event.consume();
        }
    }
}
