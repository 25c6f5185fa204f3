package dev.drover.ui.sendmessage;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * A form for the data of a message: one line for each field, members of objects indented. FX thread
 * only.
 */
final class DataForm {

    private static final double INDENT = 16;

    private final ResourceBundle texts;
    private final Runnable changed;
    private final GridPane grid = new GridPane();
    private final FormField field;
    private final Line root;
    private int rows;

    /** Its value, and what is wrong with it. */
    private interface Line {
        /** Empty: left out. */
        Optional<Object> value();

        /** A sentence for the user; empty: nothing is wrong. */
        String problem();
    }

    /**
     * @param changed called after each change by the user
     */
    DataForm(FormField field, ResourceBundle texts, Runnable changed) {
        this.field = field;
        this.texts = texts;
        this.changed = changed;
        grid.setHgap(10);
        grid.setVgap(6);
        grid.getStyleClass().add("data-form");
        root = line(field, 0);
    }

    /** What it is for. */
    FormField field() {
        return field;
    }

    Node root() {
        return grid;
    }

    /** JSON-shaped; null when there is nothing. */
    @Nullable Object value() {
        return root.value().orElse(null);
    }

    /** What is wrong with the first field that is; empty: nothing. */
    String problem() {
        return root.problem();
    }

    private Line line(FormField field, int depth) {
        return field.kind() == FormField.Kind.OBJECT ? object(field, depth) : single(field, depth);
    }

    private Line object(FormField field, int depth) {
        boolean whole = field.name().isEmpty();
        if (!whole) {
            grid.add(label(field, depth), 0, rows++, 2, 1);
        }
        Map<String, Line> members = new LinkedHashMap<>();
        for (FormField member : field.members()) {
            members.put(member.name(), line(member, whole ? depth : depth + 1));
        }
        return new Line() {
            @Override
            public Optional<Object> value() {
                Map<String, Object> values = new LinkedHashMap<>();
                members.forEach(
                        (name, line) -> line.value().ifPresent(value -> values.put(name, value)));
                return values.isEmpty() && !field.required()
                        ? Optional.empty()
                        : Optional.of(values);
            }

            @Override
            public String problem() {
                return members.values().stream()
                        .map(Line::problem)
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse("");
            }
        };
    }

    private Line single(FormField field, int depth) {
        Label label = label(field, depth);
        grid.add(label, 0, rows);
        Line line =
                switch (field.kind()) {
                    case BOOLEAN -> checkBox(field);
                    case CHOICE -> choice(field);
                    default -> textField(field, label);
                };
        rows++;
        return line;
    }

    private void add(FormField field, Node control) {
        control.setId("field-" + field.name());
        control.setAccessibleText(field.name());
        GridPane.setHgrow(control, Priority.ALWAYS);
        grid.add(control, 1, rows);
    }

    private Line checkBox(FormField field) {
        CheckBox box = new CheckBox(field.description());
        box.setMnemonicParsing(false);
        box.setSelected(Boolean.TRUE.equals(field.first()));
        // What may be left out, and is, is neither true nor false.
        box.setIndeterminate(!field.required() && field.first() == null);
        box.selectedProperty().addListener((_, _, _) -> changed.run());
        box.indeterminateProperty().addListener((_, _, _) -> changed.run());
        add(field, box);
        return line(
                field,
                () -> box.isIndeterminate() ? Optional.empty() : Optional.of(box.isSelected()),
                () -> true);
    }

    private Line choice(FormField field) {
        ComboBox<Object> combo = new ComboBox<>();
        combo.getItems().setAll(field.choices());
        combo.setValue(field.choices().contains(field.first()) ? field.first() : null);
        combo.valueProperty().addListener((_, _, _) -> changed.run());
        combo.setMaxWidth(Double.MAX_VALUE);
        add(field, combo);
        return line(field, () -> Optional.ofNullable(combo.getValue()), () -> true);
    }

    private Line textField(FormField field, Label label) {
        TextField input = new TextField(shown(field));
        input.setPromptText(field.description());
        input.textProperty().addListener((_, _, _) -> changed.run());
        label.setLabelFor(input);
        add(field, input);
        return line(
                field,
                () -> typed(field, input.getText()),
                () -> input.getText().isBlank() || typed(field, input.getText()).isPresent());
    }

    private static String shown(FormField field) {
        return switch (field.first()) {
            case null -> "";
            case String text when field.kind() == FormField.Kind.TEXT -> text;
            case Object value -> JsonDraft.compact(value);
        };
    }

    /** Empty when nothing, or nothing that fits, was typed. */
    private static Optional<Object> typed(FormField field, String text) {
        if (field.kind() == FormField.Kind.TEXT) {
            // An empty text counts only where one was there before.
            return text.isEmpty() && !"".equals(field.first())
                    ? Optional.empty()
                    : Optional.of(text);
        }
        if (!(JsonDraft.parse(text) instanceof JsonDraft.Valid(Object value)) || value == null) {
            return Optional.empty();
        }
        return Optional.of(value)
                .filter(
                        v ->
                                switch (field.kind()) {
                                    case NUMBER -> v instanceof Number;
                                    case INTEGER ->
                                            v instanceof BigInteger
                                                    || v instanceof BigDecimal d
                                                            && d.stripTrailingZeros().scale() <= 0;
                                    default -> true;
                                });
    }

    private interface Value {
        Optional<Object> get();
    }

    private interface Fits {
        boolean get();
    }

    private Line line(FormField field, Value value, Fits fits) {
        return new Line() {
            @Override
            public Optional<Object> value() {
                return value.get();
            }

            @Override
            public String problem() {
                if (!fits.get()) {
                    return texts.getString("form.wrong." + field.kind().name())
                            .formatted(field.name());
                }
                return field.required() && value.get().isEmpty()
                        ? texts.getString("form.missing").formatted(field.name())
                        : "";
            }
        };
    }

    private Label label(FormField field, int depth) {
        List<String> words = new ArrayList<>(List.of(field.name()));
        if (field.required()) {
            words.add("*");
        }
        Label label = new Label(String.join(" ", words));
        label.getStyleClass().add("field-label");
        label.setStyle("-fx-padding: 0 0 0 " + INDENT * depth + "px");
        label.setMinWidth(GridPane.USE_PREF_SIZE);
        if (!field.description().isEmpty()) {
            label.setTooltip(new Tooltip(field.description()));
        }
        return label;
    }
}
