package dev.drover.ui.why;

import dev.drover.domain.Cause;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunRecord;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.model.StatusWord;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;

/** One run: its facts, what can be done about a port that was taken, its last lines. */
final class RunController {

    private final WhySource source;
    private final ProcessActions.Surroundings surroundings;
    private RunWords words;
    private Optional<Cause.PortTaken> taken = Optional.empty();
    private Optional<ProcessDescription> process = Optional.empty();
    private Optional<PortStranger> stranger = Optional.empty();

    @FXML private ResourceBundle resources;
    @FXML private ChangesPane changes;
    @FXML private FactsPane facts;
    @FXML private Label noGood;
    @FXML private HBox portLine;
    @FXML private Button copyPid;
    @FXML private Button freePort;
    @FXML private Button endHolder;
    @FXML private VBox stderrBox;
    @FXML private Label stderrTitle;
    @FXML private TextArea stderr;

    RunController(WhySource source, ProcessActions.Surroundings surroundings) {
        this.source = source;
        this.surroundings = surroundings;
    }

    @FXML
    private void initialize() {
        words = RunWords.forReaders(resources, ZoneId.systemDefault());
        List.of(noGood, portLine, copyPid, freePort, endHolder, stderrBox)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
    }

    /** Shows one run of a process. */
    void show(ProcessDescription of, RunStory story, RunRecord run) {
        process = Optional.of(of);
        Optional<RunRecord> good =
                story.outcome(run).isGood() ? Optional.empty() : story.lastGoodBefore(run);
        facts.show(
                words.text("run.title", run.run(), run.pid()),
                good.map(one -> words.text("run.good", one.run())),
                new RunFacts(words).of(run, good));
        good.ifPresentOrElse(one -> changes.show(source, words, of, one, run), changes::clear);
        boolean failed = story.outcome(run) == RunOutcome.FAILED;
        show(noGood, failed && good.isEmpty());
        noGood.setText(words.text("run.good.none", story.runs().size()));
        taken =
                run.endCause().stream()
                        .filter(Cause.PortTaken.class::isInstance)
                        .map(Cause.PortTaken.class::cast)
                        .findFirst();
        showPort();
        List<String> lines = PlainLines.of(run.lastErrorLines());
        stderrTitle.setText(WhyReport.stderrTitle(words, run, lines.size()));
        showLines(String.join("\n", lines));
    }

    /** What has changed since the last good run, as far as it is shown: a title and lines. */
    List<String> changes() {
        return changes.lines();
    }

    /** Shows what is known of a process whose runs are not kept. */
    void show(ProcessDescription of, List<RunFacts.Fact> known) {
        process = Optional.of(of);
        taken = Optional.empty();
        changes.clear();
        facts.show(words.text("pm2.heading"), Optional.empty(), known);
        show(noGood, false);
        showPort();
        stderrTitle.setText(words.text("pm2.stderr"));
        showLines("");
    }

    /** What a reader has selected stays selected while the text is the same. */
    private void showLines(String text) {
        show(stderr, !text.isEmpty());
        if (!text.equals(stderr.getText())) {
            stderr.setText(text);
            stderr.positionCaret(text.length());
        }
    }

    private void showPort() {
        Optional<ProcessDescription> holder = holder();
        boolean seen = taken.filter(cause -> cause.pid().isPresent()).isPresent();
        show(copyPid, seen);
        show(freePort, holder.isPresent());
        show(portLine, seen);
        if (seen) {
            copyPid.setText(words.text("port.copyPid", taken.orElseThrow().pid().orElseThrow()));
        }
        holder.ifPresent(other -> freePort.setText(words.text("port.free", other.name())));
        stranger = Optional.empty();
        show(endHolder, false);
        if (seen && taken.orElseThrow().service().isEmpty()) {
            lookForStranger(taken.orElseThrow());
        }
    }

    private void lookForStranger(Cause.PortTaken cause) {
        FxThread.whenDone(
                source.stranger(cause.port(), cause.pid().orElseThrow()),
                (found, _) -> {
                    boolean stillShown = taken.filter(cause::equals).isPresent();
                    if (stillShown && found != null && found.isPresent()) {
                        stranger = found;
                        endHolder.setText(words.text("port.end", found.get().pid()));
                        show(endHolder, true);
                    }
                });
    }

    @FXML
    private void endHolder() {
        ProcessDescription blocked = process.orElseThrow();
        PortStranger holder = stranger.orElseThrow();
        Prompts.Question question =
                new Prompts.Question(
                        words.text("port.end.title", holder.pid(), blocked.name()),
                        words.text(
                                "port.end.detail",
                                holder.pid(),
                                holder.command(),
                                holder.user(),
                                holder.port(),
                                blocked.name()),
                        words.text("port.end", holder.pid()),
                        true);
        surroundings
                .prompts()
                .confirm(
                        question,
                        () ->
                                FxThread.whenDone(
                                        source.endAndStart(holder, blocked.id()),
                                        (_, failure) -> told(holder, failure)));
    }

    private void told(PortStranger holder, @Nullable Throwable failure) {
        if (failure != null) {
            surroundings
                    .notices()
                    .error(words.text("port.end.failed", holder.pid(), Failures.sentence(failure)));
        }
    }

    /** The service that still runs and has the port. */
    private Optional<ProcessDescription> holder() {
        return taken.filter(cause -> cause.service().isPresent())
                .flatMap(cause -> source.process(cause.service().getAsInt()))
                .filter(other -> StatusWord.isAlive(other.status()))
                .filter(other -> other.pid().equals(taken.orElseThrow().pid()));
    }

    @FXML
    private void copyPid() {
        long pid = taken.orElseThrow().pid().orElseThrow();
        surroundings.desktop().copy(Long.toString(pid));
        surroundings.notices().info(words.text("port.copied", pid));
    }

    @FXML
    private void freePort() {
        ProcessDescription blocked = process.orElseThrow();
        int port = taken.orElseThrow().port();
        holder().ifPresent(other -> confirmFreePort(blocked, other, port));
    }

    private void confirmFreePort(ProcessDescription blocked, ProcessDescription other, int port) {
        Prompts.Question question =
                new Prompts.Question(
                        words.text("port.free.title", other.name(), blocked.name()),
                        words.text("port.free.detail", other.name(), port, blocked.name()),
                        words.text("port.free", other.name()),
                        true);
        surroundings
                .prompts()
                .confirm(
                        question,
                        () ->
                                FxThread.whenDone(
                                        source.stopAndStart(other.id(), blocked.id()),
                                        (_, failure) -> told(other, blocked, failure)));
    }

    private void told(
            ProcessDescription other, ProcessDescription blocked, @Nullable Throwable failure) {
        if (failure != null) {
            surroundings
                    .notices()
                    .error(
                            words.text(
                                    "port.free.failed",
                                    other.name(),
                                    blocked.name(),
                                    Failures.sentence(failure)));
        }
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
    }
}
