package dev.drover.ui.palette;

import dev.drover.ui.common.Memory;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The field and the lines that it finds. The focus stays in the field; arrows move the choice. FX
 * thread only.
 */
public final class PaletteController {

    private static final String RECENT = "palette.recent";
    private static final int REMEMBERED = 8;
    private static final int PAGE = 8;
    private static final int RECENT_BONUS = 20;

    private final Supplier<List<PaletteEntry>> entries;
    private final Memory memory;
    private final Predicate<KeyEvent> isOwnKey;
    private List<PaletteEntry> all = List.of();
    private @Nullable Node focusBefore;

    @FXML private ResourceBundle resources;
    @FXML private StackPane root;
    @FXML private VBox card;
    @FXML private TextField field;
    @FXML private ListView<PaletteEntry> list;
    @FXML private Label nothing;

    /**
     * @param isOwnKey whether a key is the one that opens and closes it
     */
    PaletteController(
            Supplier<List<PaletteEntry>> entries, Memory memory, Predicate<KeyEvent> isOwnKey) {
        this.entries = entries;
        this.memory = memory;
        this.isOwnKey = isOwnKey;
    }

    @FXML
    private void initialize() {
        root.setVisible(false);
        root.managedProperty().bind(root.visibleProperty());
        list.setCellFactory(_ -> new PaletteCell(this::run));
        nothing.visibleProperty().bind(Bindings.isEmpty(list.getItems()));
        field.textProperty().addListener((_, _, _) -> find());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        // What the field has no use for is not for the window behind.
        root.addEventHandler(KeyEvent.KEY_PRESSED, KeyEvent::consume);
        list.getSelectionModel().selectedItemProperty().addListener((_, _, one) -> speak(one));
        root.addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                press -> {
                    if (press.getTarget() == root) {
                        hide();
                    }
                });
    }

    void toggle() {
        if (root.isVisible()) {
            hide();
        } else {
            show();
        }
    }

    private void show() {
        focusBefore = root.getScene().getFocusOwner();
        all = entries.get();
        root.setVisible(true);
        field.clear();
        find();
        field.requestFocus();
    }

    private void hide() {
        root.setVisible(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
        focusBefore = null;
        all = List.of();
        list.getItems().clear();
    }

    private void keyPressed(KeyEvent key) {
        if (isOwnKey.test(key)) {
            hide();
            key.consume();
            return;
        }
        switch (key.getCode()) {
            case ESCAPE -> hide();
            case ENTER -> run(list.getSelectionModel().getSelectedItem());
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> moveWithin(PAGE);
            case PAGE_UP -> moveWithin(-PAGE);
            // The window behind is not there as long as this is open.
            case TAB, F6 -> {}
            default -> {
                return;
            }
        }
        key.consume();
    }

    /** From the last line to the first and back. */
    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            choose(Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size));
        }
    }

    private void moveWithin(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            choose(Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, size - 1));
        }
    }

    private void choose(int index) {
        list.getSelectionModel().clearAndSelect(index);
        list.scrollTo(Math.max(0, index - PAGE / 2));
    }

    private void run(@Nullable PaletteEntry entry) {
        if (entry == null || entry.reason().isPresent()) {
            return;
        }
        List<String> used = new ArrayList<>(recent());
        used.remove(entry.id());
        used.addFirst(entry.id());
        memory.put(RECENT, String.join("\n", used.stream().limit(REMEMBERED).toList()));
        hide();
        entry.run().run();
    }

    private List<String> recent() {
        return memory.get(RECENT, "").lines().toList();
    }

    private void find() {
        String query = field.getText().strip();
        list.getItems().setAll(query.isEmpty() ? recentFirst() : found(query));
        if (!list.getItems().isEmpty()) {
            choose(0);
        }
    }

    private List<PaletteEntry> recentFirst() {
        List<String> used = recent();
        return all.stream()
                .sorted(
                        Comparator.comparing((PaletteEntry entry) -> entry.reason().isPresent())
                                .thenComparingInt(
                                        entry -> {
                                            int at = used.indexOf(entry.id());
                                            return at < 0 ? REMEMBERED : at;
                                        }))
                .toList();
    }

    private List<PaletteEntry> found(String query) {
        record Found(PaletteEntry entry, int score) {}
        List<String> used = recent();
        return all.stream()
                .flatMap(
                        entry -> {
                            OptionalInt score = FuzzyMatch.score(entry, query);
                            int bonus = used.contains(entry.id()) ? RECENT_BONUS : 0;
                            return score.isPresent()
                                    ? Stream.of(new Found(entry, score.getAsInt() + bonus))
                                    : Stream.empty();
                        })
                // Equal ones keep their order; what cannot be used comes after what can.
                .sorted(
                        Comparator.comparing((Found one) -> one.entry().reason().isPresent())
                                .thenComparing(Comparator.comparingInt(Found::score).reversed()))
                .map(Found::entry)
                .toList();
    }

    /** The focus is in the field, so the field says what is chosen. */
    private void speak(@Nullable PaletteEntry chosen) {
        field.setAccessibleText(
                chosen == null
                        ? resources.getString("spoken")
                        : resources.getString("spoken.chosen").formatted(chosen.spoken()));
        field.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
}
