package dev.drover.ui.alerts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;

/** One rule in the list: a switch, what it is about, its newest line. FX thread only. */
final class AlertRuleRow extends HBox {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ResourceBundle texts;
    private final CheckBox on = new CheckBox();
    private final Label text = new Label();
    private final Label detail = new Label();
    private final Hyperlink last = new Hyperlink();
    private @Nullable AlertRule rule;
    private @Nullable AlertHit newest;

    /** What a row asks for. */
    interface Commands {
        void setOn(AlertRule rule, boolean on);

        void edit(AlertRule rule);

        void remove(AlertRule rule);

        void goTo(AlertHit hit);
    }

    AlertRuleRow(ResourceBundle texts, Commands commands) {
        this.texts = texts;
        getStyleClass().add("alert-rule");
        setAlignment(Pos.CENTER_LEFT);
        text.getStyleClass().add("alert-text");
        detail.getStyleClass().add("alert-muted");
        on.setOnAction(_ -> commands.setOn(rule(), on.isSelected()));
        last.setOnAction(_ -> commands.goTo(Objects.requireNonNull(newest)));
        last.managedProperty().bind(last.visibleProperty());
        last.setMinWidth(USE_PREF_SIZE);
        VBox words = new VBox(text, detail);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren()
                .addAll(
                        on,
                        words,
                        last,
                        button(Feather.EDIT_2, "edit", () -> commands.edit(rule())),
                        button(Feather.TRASH_2, "remove", () -> commands.remove(rule())));
    }

    private Button button(Feather icon, String key, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setAccessibleText(texts.getString(key));
        button.setTooltip(new Tooltip(texts.getString(key)));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    void show(AlertRule now, String about, Optional<AlertHits.Found> found) {
        rule = now;
        on.setSelected(now.on());
        on.setAccessibleText(now.text() + ", " + about);
        text.setText(now.text());
        detail.setText(about);
        newest = found.map(AlertHits.Found::last).orElse(null);
        last.setVisible(found.isPresent());
        found.ifPresent(
                hits -> {
                    String time = CLOCK.format(hits.last().at().atZone(ZoneId.systemDefault()));
                    last.setText(texts.getString("found").formatted(hits.count(), time));
                    last.setTooltip(new Tooltip(hits.last().name() + ": " + hits.last().text()));
                });
    }

    private AlertRule rule() {
        return Objects.requireNonNull(rule);
    }
}
