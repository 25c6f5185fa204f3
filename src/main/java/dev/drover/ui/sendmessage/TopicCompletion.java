package dev.drover.ui.sendmessage;

import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Offers the topics that were seen, below the field. FX thread only. */
final class TopicCompletion {

    private static final int MAX_OFFERED = 10;

    private final TextField field;
    private final Supplier<Collection<String>> topics;
    private final ContextMenu menu = new ContextMenu();
    private boolean chosen;

    TopicCompletion(TextField field, Supplier<Collection<String>> topics) {
        this.field = field;
        this.topics = topics;
        menu.setId("topics");
        field.textProperty().addListener((_, _, text) -> typed(text));
        field.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN && !menu.isShowing()) {
                        offer("");
                        event.consume();
                    }
                });
        field.focusedProperty()
                .addListener(
                        (_, _, focused) -> {
                            if (!focused) {
                                menu.hide();
                            }
                        });
    }

    private void typed(String text) {
        if (chosen || !field.isFocused() || text.isBlank()) {
            menu.hide();
        } else {
            offer(text);
        }
    }

    private void offer(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<String> fitting =
                topics.get().stream()
                        .filter(topic -> topic.toLowerCase(Locale.ROOT).contains(wanted))
                        .filter(topic -> !topic.equals(text))
                        .limit(MAX_OFFERED)
                        .toList();
        menu.getItems().setAll(fitting.stream().map(this::item).toList());
        if (fitting.isEmpty()) {
            menu.hide();
        } else if (!menu.isShowing()) {
            menu.show(field, Side.BOTTOM, 0, 0);
        }
    }

    private MenuItem item(String topic) {
        MenuItem item = new MenuItem(topic);
        item.setMnemonicParsing(false);
        item.setOnAction(
                _ -> {
                    chosen = true;
                    field.setText(topic);
                    field.end();
                    chosen = false;
                });
        return item;
    }
}
