package dev.drover.ui.logview;

import dev.drover.domain.LogQuery;

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

/** The find bar. It knows what is looked for; the finder that does it comes from the log view. */
public final class FindBarController {

    @FXML private VBox root;
    @FXML private TextField field;
    @FXML private ToggleButton caseToggle;
    @FXML private ToggleButton regexToggle;
    @FXML private Label count;
    @FXML private Button stopSearch;
    @FXML private Label problem;
    @FXML private ResourceBundle resources;

    private LogWords words;
    private @Nullable LogFinder finder;
    private @Nullable LogHunt hunt;
    private @Nullable Boolean waiting;
    private @Nullable LogView view;

    /** Made by the loader of the log view. */
    FindBarController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        stopSearch.managedProperty().bind(stopSearch.visibleProperty());
        root.managedProperty().bind(root.visibleProperty());
        field.textProperty().addListener((_, _, _) -> search());
        caseToggle.selectedProperty().addListener((_, _, _) -> search());
        regexToggle.selectedProperty().addListener((_, _, _) -> search());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** {@code newFinder} knows the hits in the document, {@code newHunt} those beyond it. */
    void connect(LogFinder newFinder, LogHunt newHunt, LogView newView) {
        finder = newFinder;
        hunt = newHunt;
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
        count.setText(looking ? countText(here, hunt()) : "");
        stopSearch.setVisible(looking && hunt().isNeeded() && hunt().isCounting());
        if (here.isTooSlow() || hunt().isTooSlow()) {
            say(words.format("find.slow"));
        }
        Boolean direction = waiting;
        if (direction != null && !here.isSearching()) {
            waiting = null;
            step(direction);
        }
    }

    private LogHunt hunt() {
        return Objects.requireNonNull(hunt);
    }

    /** Counts no further; what was found stays. */
    @FXML
    void stop() {
        hunt().stop();
        refresh();
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
        hunt().search(null);
        Objects.requireNonNull(view).requestFocus();
    }

    private void search() {
        if (!isOpen()) {
            return;
        }
        LogFinder here = Objects.requireNonNull(finder);
        problem.setVisible(false);
        waiting = null;
        try {
            here.search(query());
            hunt().search(
                            field.getText().isEmpty()
                                    ? null
                                    : new LogQuery(
                                            field.getText(),
                                            regexToggle.isSelected(),
                                            caseToggle.isSelected()));
        } catch (FindQuery.InvalidQueryException e) {
            here.search(null);
            hunt().search(null);
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
        LogFinder known = Objects.requireNonNull(finder);
        if (!hunt().isNeeded()) {
            known.step(forward, here.topRow()).ifPresent(here::reveal);
            return;
        }
        if (known.isSearching()) {
            waiting = forward;
            return;
        }
        LogEntry current = here.current();
        long row = forward ? here.topRow() : here.topRow() + (long) here.visibleRows();
        if (current != null && current.isVisible()) {
            row = current.number + (forward ? 1 : 0);
        }
        known.stepWithin(forward, row)
                .ifPresentOrElse(
                        hit -> {
                            here.goTo(hit.row());
                            here.reveal(hit);
                        },
                        () -> hunt().step(forward));
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

    private String countText(LogFinder here, LogHunt all) {
        if (all.isNeeded()) {
            long number = all.numberOf(Objects.requireNonNull(view).current());
            return all.isCounting()
                    ? words.format("find.soFar", all.count())
                    : countText(number, all.count());
        }
        String text = countText(here.currentNumber(), here.count());
        return here.isFull() ? words.format("find.more", text) : text;
    }

    private String countText(long number, long all) {
        if (all == 0) {
            return words.format("find.none");
        }
        return number > 0
                ? words.format("find.count", number, all)
                : words.format("find.countOnly", all);
    }
}
