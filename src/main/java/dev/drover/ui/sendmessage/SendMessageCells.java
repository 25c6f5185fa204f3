package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ResourceBundle;

/** The cells of the dialog's lists. FX thread only. */
final class SendMessageCells {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter SHORT_CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int BRIEF = 60;

    /** What a label can lay out at once; a million characters stop the window for a minute. */
    private static final int MAX_CHARS = 4_000;

    private SendMessageCells() {}

    /** As much of a text as a label can show. */
    static String beginning(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
    }

    /** A process that can receive messages, or one that cannot, with the reason. */
    static final class ProcessCell extends ListCell<ProcessDescription> {
        private final ResourceBundle texts;

        ProcessCell(ResourceBundle texts) {
            this.texts = texts;
            getStyleClass().add("send-process-cell");
        }

        @Override
        protected void updateItem(@Nullable ProcessDescription item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            if (isEmpty || item == null) {
                setText(null);
                setGraphic(null);
                setDisable(false);
                return;
            }
            Label reason = new Label(reason(item));
            reason.getStyleClass().add("reason-text");
            HBox graphic = new HBox(10, new Label(item.name() + "  ·  " + item.id()), reason);
            graphic.setAlignment(Pos.BASELINE_LEFT);
            setText(null);
            setGraphic(graphic);
            setDisable(!item.ipc());
        }

        private String reason(ProcessDescription process) {
            if (process.ipc()) {
                return "";
            }
            return texts.getString(process.status().isAlive() ? "to.noIpc" : "to.notRunning");
        }
    }

    /** A message that was sent: topic, time, its beginning, how far it came. */
    static final class SentCell extends ListCell<SentMessage> {
        private final DeliveryWords words;
        private final Label title = label("message-title");
        private final Label time = label("message-time");
        private final Label brief = label("message-brief");
        private final Label state = label("message-brief");
        private final VBox box;

        SentCell(DeliveryWords words) {
            this.words = words;
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            time.setMinWidth(Region.USE_PREF_SIZE);
            // All of its lines: the last ones say who failed.
            state.setMinHeight(Region.USE_PREF_SIZE);
            box = new VBox(1, new HBox(6, title, gap, time), brief, state);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable SentMessage item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            state.textProperty().unbind();
            tooltipProperty().unbind();
            setTooltip(null);
            if (isEmpty || item == null) {
                setGraphic(null);
                return;
            }
            title.setText(title(item));
            time.setText(SHORT_CLOCK.format(item.sentAt().atZone(ZoneId.systemDefault())));
            brief.setText(words.name(item.addressee()) + "  " + brief(item.message().content()));
            state.textProperty().bind(item.deliveryProperty().map(words::shortText));
            tooltipProperty()
                    .bind(
                            item.deliveryProperty()
                                    .map(d -> words.eachOf(d).map(Tooltip::new).orElse(null)));
            setGraphic(box);
        }

        private static String title(SentMessage item) {
            if (item.isTemplate()) {
                return "★ " + item.templateName();
            }
            String label = item.message().label();
            return item.times() > 1 ? label + "  × " + item.times() : label;
        }

        private static String brief(String wire) {
            return wire.length() <= BRIEF ? wire : wire.substring(0, BRIEF) + "…";
        }
    }

    /** A message from a process: when, and what. */
    static final class ReceivedCell extends ListCell<ProcessEvent.MessageReceived> {
        private final Label time = label("message-time");
        private final Label from = label("message-title");
        private final Label body = label("message-body");
        private final VBox box = new VBox(2, new HBox(8, time, from), body);

        ReceivedCell() {
            body.setWrapText(true);
            body.setMinHeight(Region.USE_PREF_SIZE);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(ProcessEvent.@Nullable MessageReceived item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            if (isEmpty || item == null) {
                setGraphic(null);
                return;
            }
            time.setText(CLOCK.format(item.at().atZone(ZoneId.systemDefault())));
            from.setText(item.process().name() + "  ·  " + item.process().id());
            String text = JsonDraft.pretty(item.message());
            body.setText(beginning(text));
            setGraphic(box);
        }
    }

    private static Label label(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        return label;
    }
}
