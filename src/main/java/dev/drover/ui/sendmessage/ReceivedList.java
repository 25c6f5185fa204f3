package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessEvent;

import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.stage.Window;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the chosen processes sent, the newest on top, where it is seen without scrolling. While the
 * window is closed the list is empty: to lay out rows that nobody sees took the window all its
 * time. FX thread only.
 */
final class ReceivedList {

    private final ListView<ProcessEvent.MessageReceived> view;
    private final Conversation conversation;
    private final ObservableList<ProcessEvent.MessageReceived> shown =
            FXCollections.observableArrayList();
    private Optional<Set<Integer>> processes = Optional.empty();
    private boolean showing;

    ReceivedList(
            ListView<ProcessEvent.MessageReceived> view,
            Node placeholder,
            Conversation conversation) {
        this.view = view;
        this.conversation = conversation;
        view.setItems(shown);
        view.setCellFactory(_ -> new SendMessageCells.ReceivedCell());
        view.setPlaceholder(placeholder);
        conversation.received().addListener(this::changed);
        view.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(this::setShowing);
    }

    /** Shows what these processes sent; what all of them sent until some are chosen. */
    void from(Set<Integer> ids) {
        Optional<Set<Integer>> wanted = Optional.of(ids);
        if (!wanted.equals(processes)) {
            processes = wanted;
            showAgain();
        }
    }

    private void setShowing(boolean value) {
        showing = value;
        showAgain();
    }

    private void showAgain() {
        shown.setAll(showing ? wanted(conversation.received()) : List.of());
    }

    private void changed(ListChangeListener.Change<? extends ProcessEvent.MessageReceived> change) {
        if (!showing) {
            return;
        }
        while (change.next()) {
            List<ProcessEvent.MessageReceived> fresh = wanted(change.getAddedSubList());
            if (!fresh.isEmpty()) {
                shown.addAll(0, fresh);
            }
        }
        if (shown.size() > Conversation.MAX_RECEIVED) {
            shown.remove(Conversation.MAX_RECEIVED, shown.size());
        }
        view.scrollTo(0);
    }

    private List<ProcessEvent.MessageReceived> wanted(
            List<? extends ProcessEvent.MessageReceived> oldestFirst) {
        return oldestFirst.reversed().stream()
                .<ProcessEvent.MessageReceived>map(message -> message)
                .filter(
                        message ->
                                processes
                                        .map(ids -> ids.contains(message.process().id()))
                                        .orElse(true))
                .toList();
    }
}
