package dev.drover.ui.logview;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.time.ZoneId;
import java.util.function.Consumer;

/** The fields of one JSON line, each with its name and value. FX thread only. */
public final class FieldDrawerController {

    @FXML private VBox root;
    @FXML private TableView<JsonLine.Field> fields;
    @FXML private TableColumn<JsonLine.Field, String> fieldName;
    @FXML private TableColumn<JsonLine.Field, String> fieldValue;
    @FXML private Button copyField;
    @FXML private Button filterField;

    private Consumer<String> onFilter = _ -> {};
    private Runnable onClosed = () -> {};
    private LogRow.Output line;
    private JsonLine object;

    /** Made by the loader of the log view. */
    FieldDrawerController() {}

    @FXML
    private void initialize() {
        root.managedProperty().bind(root.visibleProperty());
        fieldName.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().name()));
        fieldValue.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().value()));
        var nothing = Bindings.isNull(fields.getSelectionModel().selectedItemProperty());
        copyField.disableProperty().bind(nothing);
        filterField.disableProperty().bind(nothing);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** {@code filter} takes what is typed into the filter field. */
    void connect(Consumer<String> filter, Runnable closed) {
        onFilter = filter;
        onClosed = closed;
    }

    void show(LogRow.Output row, JsonLine parsed) {
        line = row;
        object = parsed;
        fields.getItems().setAll(object.fields());
        fields.getSelectionModel().selectFirst();
        root.setVisible(true);
        fields.requestFocus();
    }

    boolean isOpen() {
        return root.isVisible();
    }

    @FXML
    void close() {
        root.setVisible(false);
        fields.getItems().clear();
        onClosed.run();
    }

    @FXML
    private void copyValue() {
        ClipboardContent content = new ClipboardContent();
        content.putString(selected().value());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void filterToField() {
        onFilter.accept(FieldFilter.of(line, object, selected(), ZoneId.systemDefault()));
    }

    private JsonLine.Field selected() {
        return fields.getSelectionModel().getSelectedItem();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copyValue();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            filterToField();
            event.consume();
        }
    }
}
