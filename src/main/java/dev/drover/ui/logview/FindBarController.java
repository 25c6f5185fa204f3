package dev.drover.ui.logview;

import javafx.fxml.FXML;
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

/** The find bar. It knows what is looked for; the finder that does it comes from the log view. */
public final class FindBarController {

    @FXML private VBox root;
    @FXML private TextField field;
    @FXML private ToggleButton caseToggle;
    @FXML private ToggleButton regexToggle;
    @FXML private Label count;
    @FXML private Label problem;
    @FXML private ResourceBundle resources;

    private LogWords words;
    private @Nullable LogFinder finder;
    private @Nullable LogView view;

    /** Made by the loader of the log view. */
    FindBarController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        root.managedProperty().bind(root.visibleProperty());
        field.textProperty().addListener((_, _, _) -> search());
        caseToggle.selectedProperty().addListener((_, _, _) -> search());
        regexToggle.selectedProperty().addListener((_, _, _) -> search());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    void connect(LogFinder newFinder, LogView newView) {
        finder = newFinder;
        view = newView;
    }

    void open() {
        root.setVisible(true);
        field.requestFocus();
        field.selectAll();
        search();
    }

    /** To the next hit, or to the previous; opens the bar first when it is closed. */
    void nextOrOpen(boolean backwards) {
        if (!isOpen()) {
            open();
        } else if (backwards) {
            previous();
        } else {
            next();
        }
    }

    boolean isOpen() {
        return root.isVisible();
    }

    /** Shows the count after hits came or went. */
    void refresh() {
        LogFinder here = Objects.requireNonNull(finder);
        boolean looking = here.isActive() && !field.getText().isEmpty();
        count.setText(looking ? countText(here) : "");
        if (here.isTooSlow()) {
            say(words.format("find.slow"));
        }
    }

    @FXML
    void next() {
        step(true);
    }

    @FXML
    void previous() {
        step(false);
    }

    @FXML
    void close() {
        root.setVisible(false);
        Objects.requireNonNull(finder).search(null);
        Objects.requireNonNull(view).requestFocus();
    }

    private void search() {
        if (!isOpen()) {
            return;
        }
        LogFinder here = Objects.requireNonNull(finder);
        problem.setVisible(false);
        try {
            here.search(query());
        } catch (FindQuery.InvalidQueryException e) {
            here.search(null);
            say(words.format("find.invalid", e.getMessage()));
        }
    }

    private @Nullable FindQuery query() {
        return field.getText().isEmpty()
                ? null
                : FindQuery.of(field.getText(), regexToggle.isSelected(), caseToggle.isSelected());
    }

    private void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(true);
    }

    private void step(boolean forward) {
        LogView here = Objects.requireNonNull(view);
        Objects.requireNonNull(finder).step(forward, here.topRow()).ifPresent(here::reveal);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            step(!event.isShiftDown());
            event.consume();
        }
    }

    private String countText(LogFinder here) {
        if (here.count() == 0) {
            return words.format("find.none");
        }
        String text =
                here.currentNumber() > 0
                        ? words.format("find.count", here.currentNumber(), here.count())
                        : words.format("find.countOnly", here.count());
        return here.isFull() ? words.format("find.more", text) : text;
    }
}
