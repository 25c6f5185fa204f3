package dev.drover.ui.why;

import dev.drover.domain.Cause;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RunRecord;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.Selection;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.StatusWord;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ResourceBundle;

/**
 * Shows why the selected process stopped or restarted. It follows the selection and, while it is on
 * top, reads the runs anew whenever the process has another state. FX thread only.
 */
public final class WhyController {

    /** When any of this changes, there may be another run, or an end of one. */
    private record Moment(
            ProcessStatus status,
            OptionalLong pid,
            int restarts,
            Optional<Instant> startedAt,
            Optional<Cause> endCause) {

        static Moment of(ProcessDescription process) {
            return new Moment(
                    process.status(),
                    process.pid(),
                    process.restarts(),
                    process.startedAt(),
                    process.endCause());
        }
    }

    private final ActionBinder binder;
    private final ProcessActions.Surroundings surroundings;
    private final RunsReader reader;
    private RunWords words;
    private WhyReport report;

    private Selection selection = Selection.NONE;
    private boolean onTop;

    /** The process on the page. */
    private Optional<ProcessDescription> process = Optional.empty();

    /** What it was like when its runs were asked for last; empty: they have to be asked for. */
    private Optional<Moment> asked = Optional.empty();

    /** Empty while nothing was read. */
    private Optional<RunStory> story = Optional.empty();

    /** The run that the user chose; empty: the one that people ask about first. */
    private OptionalInt chosen = OptionalInt.empty();

    private boolean filling;

    @FXML private ResourceBundle resources;
    @FXML private StackPane root;
    @FXML private VBox page;
    @FXML private VBox empty;
    @FXML private Label emptyTitle;
    @FXML private Label emptyHint;
    @FXML private Label glyph;
    @FXML private Label name;
    @FXML private Label state;
    @FXML private Label when;
    @FXML private HBox buttons;
    @FXML private Button copyReport;
    @FXML private Label sentence;
    @FXML private Label series;
    @FXML private HBox runsLine;
    @FXML private ListView<RunRecord> runs;
    @FXML private Node run;
    @FXML private RunController runController;

    private WhyController(
            WhySource source, ActionBinder binder, ProcessActions.Surroundings surroundings) {
        this.binder = binder;
        this.surroundings = surroundings;
        this.reader = new RunsReader(source, new Answers());
    }

    /**
     * Makes the page.
     *
     * @param source answers it
     * @param binder connects its buttons
     * @param surroundings clipboard, questions and notices
     */
    public static View<WhyController> load(
            WhySource source, ActionBinder binder, ProcessActions.Surroundings surroundings) {
        return new ViewLoader()
                .register(
                        WhyController.class, () -> new WhyController(source, binder, surroundings))
                .register(RunController.class, () -> new RunController(source, surroundings))
                .load(WhyController.class, "Why.fxml");
    }

    @FXML
    private void initialize() {
        words = RunWords.forReaders(resources, ZoneId.systemDefault());
        report = new WhyReport(RunWords.forReports(resources, ZoneId.systemDefault()));
        binder.bind(buttons);
        for (Node node : List.of(series, runsLine, run)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        runs.setCellFactory(_ -> new RunCell(words, () -> process.orElseThrow().spec()));
        runs.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> userChose(now));
        root.focusedProperty().subscribe(this::passFocusOn);
        refresh();
    }

    /** What is selected now. */
    public void show(Selection now) {
        selection = now;
        if (onTop) {
            refresh();
        }
    }

    /** The page came to the front, or left it: only in front does it ask for anything. */
    public void setOnTop(boolean now) {
        onTop = now;
        if (now) {
            refresh();
        } else {
            reader.forget();
            asked = Optional.empty();
        }
    }

    private void passFocusOn(boolean focused) {
        if (focused && page.isVisible()) {
            (runsLine.isVisible() ? runs : copyReport).requestFocus();
        }
    }

    private void refresh() {
        List<ProcessDescription> processes = selection.processes();
        empty.setVisible(processes.size() != 1);
        page.setVisible(processes.size() == 1);
        if (processes.size() != 1) {
            String which = processes.isEmpty() ? "empty.none" : "empty.several";
            emptyTitle.setText(words.text(which));
            emptyHint.setText(words.text(which + ".hint"));
            forget(Optional.empty());
            return;
        }
        ProcessDescription now = processes.getFirst();
        if (process.filter(before -> before.id() == now.id()).isEmpty()) {
            forget(Optional.of(now));
        }
        process = Optional.of(now);
        headline(now);
        if (isPm2()) {
            showPm2(now);
        } else {
            readRuns(now);
            showRuns();
        }
    }

    private void forget(Optional<ProcessDescription> next) {
        reader.forget();
        process = next;
        asked = Optional.empty();
        story = Optional.empty();
        chosen = OptionalInt.empty();
    }

    private boolean isPm2() {
        return selection.features().filter(features -> features.isEmpty()).isPresent();
    }

    /** Without a connection what was read before stays, and is read anew with the next one. */
    private void readRuns(ProcessDescription now) {
        Moment moment = Moment.of(now);
        if (!onTop || selection.features().isEmpty()) {
            asked = Optional.empty();
        } else if (!asked.equals(Optional.of(moment))) {
            asked = Optional.of(moment);
            reader.read(now.id());
        }
    }

    private void headline(ProcessDescription now) {
        StatusWord word = StatusWord.of(now);
        glyph.setText(word.glyph());
        name.setText(now.name());
        // A countdown would stand still here.
        state.setText(
                word == StatusWord.RESTARTING
                        ? word.word()
                        : StatusWord.phrase(now, Instant.now()));
        for (Label label : List.of(glyph, state)) {
            label.getStyleClass().removeIf(style -> style.startsWith("status-"));
            label.getStyleClass().add(word.role().styleClass());
        }
    }

    private void showRuns() {
        List<RunRecord> known = story.map(RunStory::runs).orElse(List.of());
        runsLine.setVisible(!known.isEmpty());
        run.setVisible(!known.isEmpty());
        copyReport.setDisable(known.isEmpty());
        showSeries();
        when.setText(since());
        if (known.isEmpty()) {
            sentence.setText(
                    words.text(
                            story.isPresent()
                                    ? "sentence.none"
                                    : selection.features().isEmpty()
                                            ? "sentence.disconnected"
                                            : "sentence.reading"));
            return;
        }
        fill(known);
        showChosen();
    }

    /** When what the headline says came about. */
    private String since() {
        ProcessDescription now = process.orElseThrow();
        if (now.pid().isPresent()) {
            return now.startedAt().map(at -> words.text("when.since", words.moment(at))).orElse("");
        }
        return story.flatMap(RunStory::first)
                .flatMap(RunRecord::end)
                .map(end -> words.moment(end.at()))
                .orElse("");
    }

    private void showSeries() {
        List<RunRecord> failures = story.map(RunStory::failuresInARow).orElse(List.of());
        series.setVisible(failures.size() > 1);
        if (failures.size() > 1) {
            List<Duration> lives = failures.stream().map(RunStory::life).toList();
            String shortest = words.duration(Collections.min(lives));
            String longest = words.duration(Collections.max(lives));
            series.setText(
                    shortest.equals(longest)
                            ? words.text("series.same", failures.size(), longest)
                            : words.text("series", failures.size(), shortest, longest));
        }
    }

    private void fill(List<RunRecord> known) {
        filling = true;
        if (!runs.getItems().equals(known)) {
            runs.getItems().setAll(known);
        }
        shownRun().ifPresent(one -> runs.getSelectionModel().select(one));
        filling = false;
    }

    private Optional<RunRecord> shownRun() {
        return story.flatMap(
                read ->
                        chosen.isPresent()
                                ? read.run(chosen.getAsInt()).or(read::first)
                                : read.first());
    }

    private void showChosen() {
        shownRun()
                .ifPresent(
                        one -> {
                            ProcessDescription of = process.orElseThrow();
                            sentence.setText(sentence(one, of));
                            runController.show(of, story.orElseThrow(), one);
                        });
    }

    /** Of a run that is not what the headline tells of, it says which. */
    private String sentence(RunRecord one, ProcessDescription of) {
        String said = words.sentence(one, of.spec());
        boolean newest = one.equals(story.orElseThrow().runs().getFirst());
        return newest ? said : words.text("sentence.ofRun", one.run(), said);
    }

    private void userChose(@Nullable RunRecord now) {
        if (filling || now == null || story.isEmpty()) {
            return;
        }
        boolean first = story.get().first().filter(now::equals).isPresent();
        chosen = first ? OptionalInt.empty() : OptionalInt.of(now.run());
        showChosen();
    }

    private void showPm2(ProcessDescription now) {
        when.setText(since());
        sentence.setText(words.text("pm2.sentence"));
        series.setVisible(false);
        runsLine.setVisible(false);
        run.setVisible(true);
        copyReport.setDisable(false);
        runController.show(now, pm2Facts(now));
    }

    private List<RunFacts.Fact> pm2Facts(ProcessDescription now) {
        List<RunFacts.Fact> facts = new ArrayList<>();
        now.startedAt().ifPresent(at -> facts.add(fact("fact.started", words.moment(at))));
        now.lastExit().ifPresent(exit -> facts.add(fact("pm2.lastExit", ExitText.of(exit))));
        facts.add(fact("pm2.restarts", Integer.toString(now.restarts())));
        facts.add(fact("pm2.unstable", Integer.toString(now.unstableRestarts())));
        return facts;
    }

    private RunFacts.Fact fact(String label, String value) {
        return new RunFacts.Fact(words.text(label), value, Optional.empty());
    }

    @FXML
    private void copyReport() {
        ProcessDescription of = process.orElseThrow();
        String text =
                isPm2()
                        ? report.of(of, pm2Facts(of))
                        : report.of(
                                of,
                                story.orElseThrow(),
                                shownRun().orElseThrow(),
                                runController.changes());
        surroundings.desktop().copy(text);
        surroundings.notices().info(words.text("report.copied"));
    }

    private final class Answers implements RunsReader.Listener {

        @Override
        public void read(List<RunRecord> answer) {
            process.ifPresent(
                    of -> {
                        story = Optional.of(new RunStory(answer.reversed(), of.spec()));
                        showRuns();
                    });
        }

        @Override
        public void failed(String reason) {
            asked = Optional.empty();
            if (story.isEmpty()) {
                sentence.setText(words.text("sentence.failed", reason));
            }
        }
    }
}
