package dev.drover.ui.alerts;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/** The rules, each on or off, and the one that is made or changed. FX thread only. */
final class AlertsController {

    private final Alerts alerts;
    private final List<String> names;
    private final Consumer<AlertHit> goTo;
    private final Runnable close;
    private final Runnable refresh = this::showRules;
    private @Nullable AlertRule changing;

    @FXML private TextField text;
    @FXML private Label problem;
    @FXML private ComboBox<String> process;
    @FXML private ComboBox<AlertLevel> level;
    @FXML private Button add;
    @FXML private Button cancelChange;
    @FXML private Label listTitle;
    @FXML private VBox list;
    @FXML private ResourceBundle resources;

    /**
     * @param names of all services
     */
    AlertsController(Alerts alerts, List<String> names, Consumer<AlertHit> goTo, Runnable close) {
        this.alerts = alerts;
        this.names = names.stream().distinct().sorted().toList();
        this.goTo = goTo;
        this.close = close;
    }

    @FXML
    private void initialize() {
        process.setConverter(words(name -> name.isEmpty() ? resources.getString("all") : name));
        process.getItems().add("");
        process.getItems().addAll(names);
        level.setConverter(words(this::word));
        level.getItems().setAll(AlertLevel.values());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        cancelChange.managedProperty().bind(cancelChange.visibleProperty());
        add.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> text.getText().isBlank(), text.textProperty()));
        text.textProperty().subscribe(() -> problem.setVisible(false));
        alerts.onChange(refresh);
        edit(null);
        showRules();
    }

    /** Fills in a rule that only has to be confirmed. */
    void propose(String wanted, String name) {
        text.setText(wanted);
        choose(name);
        text.requestFocus();
        text.end();
    }

    void close() {
        alerts.forget(refresh);
    }

    @FXML
    private void save() {
        String wanted = text.getText().strip();
        AlertRule rule = changing;
        try {
            AlertMatcher.of(new AlertRule(0, wanted, "", AlertLevel.ANY, true));
        } catch (AlertMatcher.InvalidRuleException e) {
            say(resources.getString("invalid").formatted(e.getMessage()));
            return;
        }
        if (rule != null) {
            alerts.rules()
                    .replace(
                            new AlertRule(
                                    rule.id(), wanted, process.getValue(), level.getValue(), true));
        } else if (alerts.rules().isFull()) {
            say(resources.getString("full").formatted(AlertRules.MOST));
            return;
        } else {
            alerts.rules().add(wanted, process.getValue(), level.getValue());
        }
        edit(null);
    }

    @FXML
    private void cancelChange() {
        edit(null);
    }

    @FXML
    private void done() {
        close.run();
    }

    private void edit(@Nullable AlertRule rule) {
        changing = rule;
        text.setText(rule == null ? "" : rule.text());
        choose(rule == null ? "" : rule.process());
        level.setValue(rule == null ? AlertLevel.ANY : rule.level());
        add.setText(resources.getString(rule == null ? "add" : "change"));
        cancelChange.setVisible(rule != null);
        text.requestFocus();
    }

    /** A service that is not there any more can be meant all the same. */
    private void choose(String name) {
        if (!process.getItems().contains(name)) {
            process.getItems().add(name);
        }
        process.setValue(name);
    }

    private void showRules() {
        List<AlertRule> all = alerts.rules().all();
        listTitle.setText(resources.getString(all.isEmpty() ? "none" : "rules"));
        if (list.getChildren().size() != all.size()) {
            list.getChildren().clear();
            for (int i = 0; i < all.size(); i++) {
                list.getChildren().add(new AlertRuleRow(resources, new Commands()));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            AlertRule rule = all.get(i);
            ((AlertRuleRow) list.getChildren().get(i))
                    .show(rule, detail(rule), alerts.hits().of(rule));
        }
    }

    private String detail(AlertRule rule) {
        String about = rule.process().isEmpty() ? resources.getString("all") : rule.process();
        String which = about + " · " + word(rule.level());
        return alerts.isTooSlow(rule) ? which + " · " + resources.getString("tooSlow") : which;
    }

    /** What the rows ask for. */
    private final class Commands implements AlertRuleRow.Commands {
        @Override
        public void setOn(AlertRule rule, boolean on) {
            alerts.rules().replace(rule.withOn(on));
        }

        @Override
        public void edit(AlertRule rule) {
            AlertsController.this.edit(rule);
        }

        @Override
        public void remove(AlertRule rule) {
            AlertRule open = changing;
            if (open != null && open.id() == rule.id()) {
                AlertsController.this.edit(null);
            }
            alerts.hits().forget(rule);
            alerts.rules().remove(rule);
        }

        @Override
        public void goTo(AlertHit hit) {
            goTo.accept(hit);
        }
    }

    private String word(AlertLevel of) {
        return resources.getString("level." + of);
    }

    private void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(true);
    }

    private interface Word<T> {
        String of(T value);
    }

    private static <T> StringConverter<T> words(Word<T> word) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : word.of(value);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("Nothing is typed here.");
            }
        };
    }
}
