package dev.drover.ui.sendmessage;

import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/**
 * Three ways to the data of a message: its JSON, a form, and the JSON Schema that the form is made
 * from. The JSON is what counts; the form writes into it. FX thread only.
 */
final class DataEditor {

    /** The nodes it works with. */
    record Nodes(
            TextArea json,
            ScrollPane form,
            TextArea schema,
            ToggleButton jsonView,
            ToggleButton formView,
            ToggleButton schemaView) {}

    private final Nodes nodes;
    private final ResourceBundle texts;
    private final Supplier<Optional<Object>> example;
    private final Runnable changed;
    private @Nullable DataForm form;

    /**
     * @param example data of a past message of the chosen topic, when there is one
     * @param changed called after each change of what {@link #problem} is about
     */
    DataEditor(
            Nodes nodes,
            ResourceBundle texts,
            Supplier<Optional<Object>> example,
            Runnable changed) {
        this.nodes = nodes;
        this.texts = texts;
        this.example = example;
        this.changed = changed;
        ToggleGroup views = nodes.jsonView().getToggleGroup();
        views.selectedToggleProperty()
                .addListener(
                        (_, before, now) -> {
                            if (now == null && before != null) {
                                views.selectToggle(before);
                            } else {
                                show();
                            }
                        });
        nodes.schema().textProperty().addListener((_, _, _) -> changed.run());
        List.of(nodes.json(), nodes.schema()).forEach(DataEditor::leaveByTab);
        show();
    }

    /** A tab means nothing in JSON; without this the keyboard would not get out of the editor. */
    private static void leaveByTab(TextArea area) {
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.TAB && !key.isShortcutDown()) {
                        area.requestFocusTraversal(
                                key.isShiftDown()
                                        ? TraversalDirection.PREVIOUS
                                        : TraversalDirection.NEXT);
                        key.consume();
                    }
                });
    }

    /** The JSON Schema as it was typed; empty: none. */
    String schema() {
        return nodes.schema().getText().strip();
    }

    /** Shows another message; a form stays a form. */
    void set(String json, String schema) {
        nodes.json().setText(json);
        nodes.schema().setText(schema);
        show();
    }

    /** What is wrong with the form or the schema on the screen; empty: nothing. */
    String problem() {
        if (nodes.schemaView().isSelected()) {
            return switch (JsonDraft.parse(schema())) {
                case JsonDraft.Invalid wrong -> wrong.text(texts);
                case JsonDraft.Valid(Object value) when !(value instanceof Map<?, ?>) ->
                        texts.getString("schema.object");
                default -> "";
            };
        }
        DataForm present = form;
        return nodes.formView().isSelected() && present != null ? present.problem() : "";
    }

    private void show() {
        show(nodes.json(), nodes.jsonView());
        show(nodes.form(), nodes.formView());
        show(nodes.schema(), nodes.schemaView());
        form = null;
        if (nodes.formView().isSelected()) {
            DataForm made = new DataForm(field(), texts, this::formChanged);
            form = made;
            nodes.form().setContent(made.root());
            writeForm(made);
        }
        changed.run();
    }

    /** What the form shows is what would be sent: defaults and values of the past, too. */
    private void writeForm(DataForm shown) {
        Object value = withRest(shown);
        boolean same =
                JsonDraft.parse(nodes.json().getText()) instanceof JsonDraft.Valid(Object present)
                        && Objects.equals(present, value);
        if (!same) {
            nodes.json().setText(JsonDraft.pretty(value));
        }
    }

    private static void show(Node node, ToggleButton view) {
        node.setVisible(view.isSelected());
    }

    /** Of the schema when there is a good one, else of what is in the editor, else of the past. */
    private FormField field() {
        Object present =
                JsonDraft.parse(nodes.json().getText()) instanceof JsonDraft.Valid(Object value)
                        ? value
                        : null;
        if (JsonDraft.parse(schema()) instanceof JsonDraft.Valid(Object schema)
                && schema instanceof Map<?, ?> map) {
            FormField field = FormField.ofSchema(map);
            return present == null ? field : field.withValues(present);
        }
        Optional<Object> past = example.get();
        if (present instanceof Map<?, ?> here
                && !here.isEmpty()
                && past.orElse(here) instanceof Map<?, ?> before) {
            return FormField.ofValues(here, before);
        }
        return FormField.ofValue(past.orElse(present));
    }

    /** The form's value, and what the JSON has beside it: no field, no reason to lose it. */
    private @Nullable Object withRest(DataForm form) {
        Object value = form.value();
        return JsonDraft.parse(nodes.json().getText()) instanceof JsonDraft.Valid(Object present)
                ? form.field().withRest(value, present)
                : value;
    }

    private void formChanged() {
        DataForm present = form;
        if (present != null) {
            writeForm(present);
            changed.run();
        }
    }
}
