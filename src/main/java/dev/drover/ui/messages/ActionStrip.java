package dev.drover.ui.messages;

import dev.drover.domain.CustomAction;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/** A button for each action that a process offers, and what it answered. FX thread only. */
final class ActionStrip {

    /** The type of what a service answers to an action. */
    private static final String REPLY = "axm:reply";

    private final FlowPane pane;
    private final Label reply;
    private final ResourceBundle texts;
    private final Consumer<CustomAction> run;
    private List<CustomAction> offered = List.of();

    /**
     * @param pane holds a heading and then the reply
     * @param run asks the process for an action
     */
    ActionStrip(FlowPane pane, Label reply, ResourceBundle texts, Consumer<CustomAction> run) {
        this.pane = pane;
        this.reply = reply;
        this.texts = texts;
        this.run = run;
    }

    void offer(List<CustomAction> actions) {
        if (actions.equals(offered)) {
            return;
        }
        offered = actions;
        pane.setVisible(!actions.isEmpty());
        pane.getChildren().setAll(pane.getChildren().getFirst());
        actions.forEach(action -> pane.getChildren().add(button(action)));
        reply.setText("");
        pane.getChildren().add(reply);
    }

    /** Shows the last answer among these messages. */
    void showReply(List<IpcMessage> fresh) {
        fresh.reversed().stream()
                .filter(message -> !message.sent() && message.type().equals(REPLY))
                .findFirst()
                .ifPresent(this::showReply);
    }

    private void showReply(IpcMessage message) {
        if (JsonText.parse(message.text()) instanceof Map<?, ?> map
                && map.get("data") instanceof Map<?, ?> data) {
            reply.setText(
                    texts.getString("actions.reply")
                            .formatted(message.topic(), JsonText.compact(data.get("return"))));
        }
    }

    private Button button(CustomAction action) {
        Button button = new Button(action.takesParameter() ? action.name() + "…" : action.name());
        button.setId("run-" + action.name());
        button.setMnemonicParsing(false);
        action.comment().map(Tooltip::new).ifPresent(button::setTooltip);
        button.setOnAction(
                _ -> {
                    // What another action answered before says nothing about this one.
                    String asked = texts.getString("actions.asked").formatted(action.name());
                    // Who is asked for a parameter may think better of it.
                    reply.setText(action.takesParameter() ? "" : asked);
                    run.accept(action);
                });
        return button;
    }
}
