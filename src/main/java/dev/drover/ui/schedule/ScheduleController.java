package dev.drover.ui.schedule;

import dev.drover.client.ProcessReport;
import dev.drover.domain.CronFault;
import dev.drover.domain.CronPattern;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.ShortName;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

import java.text.MessageFormat;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The field, what is wrong with it or when it comes, and the buttons. FX thread only. */
final class ScheduleController {

    private static final int TIMES = 3;
    private static final int NAMED = 3;
    private static final List<String> EXAMPLES =
            List.of("0 * * * *", "0 3 * * *", "0 3 * * mon", "0 3 1 * *", "*/15 9-17 * * mon-fri");

    private final ProcessActions actions;
    private final Clock clock;
    private final ScheduleDialog.Request request;
    private final Runnable close;

    @FXML private Label whom;
    @FXML private Label present;
    @FXML private TextField pattern;
    @FXML private MenuButton examples;
    @FXML private Label problem;
    @FXML private Label next;
    @FXML private Label zone;
    @FXML private Label effect;
    @FXML private Button remove;
    @FXML private Button set;
    @FXML private ResourceBundle resources;

    ScheduleController(
            ProcessActions actions, Clock clock, ScheduleDialog.Request request, Runnable close) {
        this.actions = actions;
        this.clock = clock;
        this.request = request;
        this.close = close;
    }

    @FXML
    private void initialize() {
        for (Node node : List.of(present, problem, next, zone)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        int count = request.targets().size();
        whom.setText(format("whom", count, names(request.targets())));
        List<Optional<String>> now =
                request.targets().stream().map(ScheduleController::schedule).distinct().toList();
        say(present, now.size() > 1 ? resources.getString("present.several") : "");
        if (now.size() == 1) {
            now.getFirst().ifPresent(pattern::setText);
        }
        remove.setDisable(now.stream().allMatch(Optional::isEmpty));
        for (String example : EXAMPLES) {
            MenuItem item =
                    new MenuItem(
                            format(
                                    "example.one",
                                    resources.getString("example." + EXAMPLES.indexOf(example)),
                                    example));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> pattern.setText(example));
            examples.getItems().add(item);
        }
        effect.setText(effectText());
        pattern.textProperty().subscribe(_ -> check());
    }

    void focusField() {
        pattern.requestFocus();
        pattern.selectAll();
    }

    /** What happens to what runs, said before it happens. */
    private String effectText() {
        if (request.isDrover()) {
            return resources.getString("effect.drover");
        }
        List<ProcessDescription> stopped =
                request.targets().stream().filter(p -> !p.status().isAlive()).toList();
        String restarts = format("effect.pm2", request.targets().size());
        return stopped.isEmpty()
                ? restarts
                : restarts + " " + format("effect.pm2.stopped", stopped.size(), names(stopped));
    }

    private void check() {
        String typed = pattern.getText();
        say(next, "");
        say(zone, "");
        set.setDisable(true);
        if (typed.isBlank()) {
            say(problem, "");
            return;
        }
        try {
            List<ZonedDateTime> times = times(CronPattern.parse(typed));
            say(problem, times.isEmpty() ? resources.getString("problem.never") : "");
            if (!times.isEmpty()) {
                say(next, format("next", words(times)));
                say(zone, format(request.here() ? "zone" : "zone.elsewhere", zoneName()));
                set.setDisable(false);
            }
        } catch (CronFault e) {
            say(problem, words(e));
        }
    }

    private List<ZonedDateTime> times(CronPattern wanted) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return Stream.iterate(wanted.next(now), Optional::isPresent, at -> at.flatMap(wanted::next))
                .limit(TIMES)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String words(List<ZonedDateTime> times) {
        DateTimeFormatter format =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                        .withLocale(Locale.getDefault());
        return times.stream().map(format::format).collect(Collectors.joining("\n"));
    }

    private String zoneName() {
        return clock.getZone().getId();
    }

    private String words(CronFault fault) {
        String field = fault.field().map(one -> resources.getString("field." + one)).orElse("");
        return format("problem." + fault.kind(), field, fault.part(), fault.first(), fault.last());
    }

    @FXML
    private void set() {
        if (!set.isDisabled()) {
            actions.schedule(request.targets(), Optional.of(pattern.getText().strip()));
            close.run();
        }
    }

    @FXML
    private void remove() {
        actions.schedule(
                request.targets().stream().filter(p -> schedule(p).isPresent()).toList(),
                Optional.empty());
        close.run();
    }

    @FXML
    private void cancel() {
        close.run();
    }

    private static Optional<String> schedule(ProcessDescription process) {
        return ProcessReport.triggers(process).cron();
    }

    private String names(List<ProcessDescription> processes) {
        String names =
                processes.stream()
                        .limit(NAMED)
                        .map(p -> ShortName.of(p.name()) + " · " + p.id())
                        .collect(Collectors.joining(", "));
        return processes.size() > NAMED
                ? format("names.more", names, processes.size() - NAMED)
                : names;
    }

    private String format(String key, Object... values) {
        return new MessageFormat(resources.getString(key)).format(values);
    }

    private static void say(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
    }
}
