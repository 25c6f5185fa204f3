package dev.drover.ui.startprocess;

import dev.drover.ui.common.SecretNames;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Consumer;

/**
 * One variable of the form: its value is masked when its name says that it is a secret. FX thread
 * only.
 */
final class EnvRow extends HBox {

    private final TextField key = new TextField();
    private final TextField open = new TextField();
    private final PasswordField masked = new PasswordField();
    private final ToggleButton reveal = new ToggleButton();

    /** {@code changed} runs after each edit, {@code remove} when the user removes the line. */
    EnvRow(StartWords words, Runnable changed, Consumer<EnvRow> remove) {
        setSpacing(6);
        key.getStyleClass().add("env-key");
        key.setPromptText(words.get("env.key"));
        key.setPrefColumnCount(20);
        open.getStyleClass().add("env-value");
        masked.getStyleClass().add("env-value");
        open.setPromptText(words.get("env.value"));
        masked.setPromptText(words.get("env.value"));
        masked.textProperty().bindBidirectional(open.textProperty());
        reveal.getStyleClass().add("icon");
        reveal.setGraphic(new FontIcon("fth-eye"));
        describe(reveal, words.get("env.reveal"));
        reveal.setTooltip(new Tooltip(words.get("env.reveal")));
        Button removeButton = new Button();
        removeButton.setGraphic(new FontIcon("fth-x"));
        removeButton.getStyleClass().add("icon");
        removeButton.setTooltip(new Tooltip(words.get("env.remove")));
        describe(removeButton, words.get("env.remove"));
        removeButton.setOnAction(_ -> remove.accept(this));
        reveal.managedProperty().bind(reveal.visibleProperty());
        StackPane value = new StackPane(open, masked);
        HBox.setHgrow(value, Priority.ALWAYS);
        getChildren().addAll(key, value, reveal, removeButton);
        key.textProperty()
                .subscribe(
                        () -> {
                            mask();
                            changed.run();
                        });
        open.textProperty()
                .subscribe(
                        () -> {
                            // Not while it is typed: the focus would go with the field.
                            if (!open.isFocused() && !masked.isFocused()) {
                                mask();
                            }
                            changed.run();
                        });
        open.focusedProperty().subscribe(this::maskWhenLeft);
        masked.focusedProperty().subscribe(this::maskWhenLeft);
        reveal.selectedProperty().subscribe(this::mask);
        mask();
    }

    void fill(String name, String value) {
        key.setText(name);
        open.setText(value);
    }

    StartForm.EnvLine line() {
        return new StartForm.EnvLine(key.getText(), open.getText());
    }

    boolean isBlank() {
        return key.getText().isEmpty() && open.getText().isEmpty();
    }

    void focusKey() {
        key.requestFocus();
    }

    private void maskWhenLeft(boolean focused) {
        if (!focused) {
            mask();
        }
    }

    private void mask() {
        boolean secret = SecretNames.isSecret(key.getText(), open.getText());
        boolean hidden = secret && !reveal.isSelected();
        masked.setVisible(hidden);
        open.setVisible(!hidden);
        reveal.setVisible(secret);
    }

    private static void describe(Node node, String text) {
        node.setAccessibleRole(AccessibleRole.BUTTON);
        node.setAccessibleText(text);
    }
}
