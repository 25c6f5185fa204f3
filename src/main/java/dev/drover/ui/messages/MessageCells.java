package dev.drover.ui.messages;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.function.Supplier;

/** The columns of the list of messages. FX thread only. */
final class MessageCells {

    static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private static final long KILO = 1024;

    private MessageCells() {}

    static ZonedDateTime local(Instant at) {
        return at.atZone(ZoneId.systemDefault());
    }

    /** A column that shows one text of a message. */
    static void text(
            TableColumn<IpcMessage, IpcMessage> column, Function<IpcMessage, String> text) {
        cells(column, () -> new TextCell(text));
    }

    /** Which way it went: an arrow, and words for those who cannot see it. */
    static void direction(TableColumn<IpcMessage, IpcMessage> column, ResourceBundle texts) {
        cells(column, () -> new DirectionCell(texts));
    }

    /** Bytes, aligned to the right. */
    static void size(TableColumn<IpcMessage, IpcMessage> column) {
        cells(
                column,
                () -> {
                    TextCell cell = new TextCell(message -> size(message.size()));
                    cell.setAlignment(Pos.CENTER_RIGHT);
                    return cell;
                });
    }

    private static String size(int bytes) {
        return bytes < KILO
                ? bytes + " B"
                : bytes < KILO * KILO
                        ? "%.1f KB".formatted(bytes / (double) KILO)
                        : "%.1f MB".formatted(bytes / (double) (KILO * KILO));
    }

    private static void cells(
            TableColumn<IpcMessage, IpcMessage> column,
            Supplier<TableCell<IpcMessage, IpcMessage>> cell) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> cell.get());
        column.setSortable(false);
        column.setReorderable(false);
    }

    private static final class TextCell extends TableCell<IpcMessage, IpcMessage> {
        private final Function<IpcMessage, String> text;

        private TextCell(Function<IpcMessage, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable IpcMessage item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            setText(isEmpty || item == null ? null : text.apply(item));
        }
    }

    private static final class DirectionCell extends TableCell<IpcMessage, IpcMessage> {
        private final ResourceBundle texts;

        private DirectionCell(ResourceBundle texts) {
            this.texts = texts;
            setAlignment(Pos.CENTER);
        }

        @Override
        protected void updateItem(@Nullable IpcMessage item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            getStyleClass().removeAll("message-sent", "message-received");
            if (isEmpty || item == null) {
                setText(null);
                setAccessibleText(null);
                return;
            }
            getStyleClass().add(item.sent() ? "message-sent" : "message-received");
            setText(texts.getString(item.sent() ? "direction.to" : "direction.from"));
            setAccessibleText(
                    texts.getString(item.sent() ? "direction.to.spoken" : "direction.from.spoken"));
        }
    }

    /** A direction to filter by. */
    static final class DirectionChoice extends ListCell<MessageFilter.Direction> {
        private final ResourceBundle texts;

        DirectionChoice(ResourceBundle texts) {
            this.texts = texts;
        }

        @Override
        protected void updateItem(MessageFilter.@Nullable Direction item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            setText(isEmpty || item == null ? null : texts.getString("direction." + item.name()));
        }
    }

    /** A topic or type to filter by; the empty one stands for all. */
    static final class SubjectChoice extends ListCell<String> {
        private final ResourceBundle texts;

        SubjectChoice(ResourceBundle texts) {
            this.texts = texts;
        }

        @Override
        protected void updateItem(@Nullable String item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            if (isEmpty || item == null) {
                setText(null);
            } else {
                setText(item.isEmpty() ? texts.getString("subject.all") : item);
            }
        }
    }
}
