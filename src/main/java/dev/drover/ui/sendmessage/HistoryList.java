package dev.drover.ui.sendmessage;

import dev.drover.ui.common.Prompts;

import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import java.util.Comparator;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/** What was sent, templates first, with a search; a message becomes a template here. FX thread. */
final class HistoryList {

    /** The nodes it works with. */
    record Nodes(TextField search, ListView<SentMessage> list, Button star, Button remove) {}

    private final Nodes nodes;
    private final Conversation conversation;
    private final Prompts prompts;
    private final ResourceBundle texts;
    private final ObservableList<SentMessage> shown = FXCollections.observableArrayList();

    /**
     * @param reuse takes a message that the user wants again
     */
    HistoryList(
            Nodes nodes,
            Conversation conversation,
            Prompts prompts,
            ResourceBundle texts,
            Consumer<SentMessage> reuse) {
        this.nodes = nodes;
        this.conversation = conversation;
        this.prompts = prompts;
        this.texts = texts;
        DeliveryWords words = new DeliveryWords(texts);
        ListView<SentMessage> list = nodes.list();
        list.setItems(shown);
        list.setCellFactory(_ -> new SendMessageCells.SentCell(words));
        list.setOnMouseClicked(_ -> reuseSelected(reuse));
        list.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        reuseSelected(reuse);
                    } else if (event.getCode() == KeyCode.DELETE) {
                        remove();
                    }
                });
        conversation.sent().addListener((ListChangeListener<SentMessage>) _ -> show());
        nodes.search().textProperty().subscribe(this::show);
        list.getSelectionModel().selectedItemProperty().subscribe(this::showButtons);
        nodes.star().setOnAction(_ -> star());
        nodes.remove().setOnAction(_ -> remove());
        show();
    }

    private void reuseSelected(Consumer<SentMessage> reuse) {
        SentMessage chosen = nodes.list().getSelectionModel().getSelectedItem();
        if (chosen != null) {
            reuse.accept(chosen);
        }
    }

    private void show() {
        String wanted = nodes.search().getText().strip().toLowerCase(Locale.ROOT);
        SentMessage chosen = nodes.list().getSelectionModel().getSelectedItem();
        shown.setAll(
                conversation.sent().stream()
                        .filter(entry -> entry.searchText().contains(wanted))
                        .sorted(Comparator.comparing((SentMessage entry) -> !entry.isTemplate()))
                        .toList());
        if (chosen != null) {
            shown.stream()
                    .filter(entry -> entry == chosen || entry.times() > 1 && entry.isAgain(chosen))
                    .findFirst()
                    .ifPresent(nodes.list().getSelectionModel()::select);
        }
        Label placeholder = (Label) nodes.list().getPlaceholder();
        if (placeholder != null) {
            placeholder.setText(
                    texts.getString(wanted.isEmpty() ? "history.empty" : "history.filtered"));
        }
        showButtons();
    }

    private void showButtons() {
        SentMessage chosen = nodes.list().getSelectionModel().getSelectedItem();
        nodes.star().setDisable(chosen == null);
        nodes.remove().setDisable(chosen == null);
        nodes.star()
                .setText(
                        texts.getString(
                                chosen != null && chosen.isTemplate()
                                        ? "template.forget"
                                        : "template.keep"));
    }

    private void star() {
        SentMessage chosen = nodes.list().getSelectionModel().getSelectedItem();
        if (chosen == null) {
            return;
        }
        if (chosen.isTemplate()) {
            conversation.name(chosen, "");
            return;
        }
        prompts.askLine(
                new Prompts.Question(
                        texts.getString("template.title"),
                        texts.getString("template.detail"),
                        texts.getString("template.verb"),
                        false),
                name ->
                        conversation.name(
                                chosen, name.isBlank() ? chosen.message().label() : name.strip()));
    }

    private void remove() {
        SentMessage chosen = nodes.list().getSelectionModel().getSelectedItem();
        if (chosen != null) {
            conversation.forget(chosen);
        }
    }
}
