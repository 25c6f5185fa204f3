package dev.drover.ui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RunChange;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.Selection;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the page shows and asks for; answers come when the test gives them: runs of days, causes
 * from outside. So the manager is in memory; {@code WhyWalkUITest} asks real processes.
 */
@ExtendWith(WindowTest.class)
class WhyUITest {

    private static final Set<String> DROVER = Set.of("drover:runs");

    private final MemoryRuns source = new MemoryRuns();
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final ProcessActions actions =
            new ProcessActions(
                    new SimpleObjectProperty<>(
                            new ConnectionState.Connected(new InMemoryManager(DROVER))),
                    new ProcessListModel(),
                    surroundings.all());
    private final ProcessDescription api =
            SampleProcess.named(0, "api")
                    .is(ProcessStatus.ERRORED)
                    .ended(new ExitStatus.Exited(1))
                    .endedBy(new Cause.OwnExit())
                    .restarted(16, 16)
                    .build();
    private final ProcessDescription web = SampleProcess.named(1, "web").build();
    private View<WhyController> view;

    @Start
    void start(Stage stage) {
        new Themes(Theme.LIGHT);
        view =
                WhyController.load(
                        source, new ActionBinder(actions, new AppActions()), surroundings.all());
        Scene scene = new Scene(view.root(), 980, 300);
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.show();
        view.controller().setOnTop(true);
    }

    @Test
    void nothingSelectedSaysWhatToDo() {
        show();

        assertThat(text("#emptyTitle")).startsWith("Select a process");
        assertThat(node("#page").isVisible()).isFalse();
        Snapshots.takeBoth(view.root().getScene(), "why-empty");
    }

    @Test
    void severalSelectedSaysToSelectOne() {
        show(api, web);

        assertThat(text("#emptyTitle")).isEqualTo("Select only one process");
        assertThat(source.asked).isEmpty();
    }

    @Test
    void aCrashIsToldInOneSentenceWithItsLastLines() {
        show(api);
        answer(
                0,
                MemoryRuns.ended(
                        1, Duration.ofHours(6), new ExitStatus.Exited(0), new Cause.OwnExit()),
                MemoryRuns.crashed(2, "\u001b[31mTypeError: x is not a function\u001b[0m"),
                MemoryRuns.crashed(3, "at run (main.js:3)", "TypeError: x is not a function"));

        assertThat(text("#sentence"))
                .isEqualTo("It ended by itself with exit code 1: TypeError: x is not a function");
        assertThat(text("#series"))
                .isEqualTo("The last 2 runs failed one after the other; each lived 0.4 s.");
        assertThat(stderr()).isEqualTo("at run (main.js:3)\nTypeError: x is not a function");
        assertThat(facts()).contains("Run 1, the last good one", "12 MB");
        assertThat(texts(".run-mark")).containsExactly("✕1", "✕1", "✓");
        assertThat(text("#state")).isEqualTo("Gave up after 16");
        Snapshots.takeBoth(view.root().getScene(), "why-crash");
    }

    @Test
    void coloursOfTheTerminalAreNotShown() {
        show(api);
        answer(0, MemoryRuns.crashed(1, "\u001b[1;31mError: no\u001b[0m\tmore"));

        assertThat(stderr()).isEqualTo("Error: no    more");
    }

    @Test
    void arrowKeysChooseARun(FxRobot robot) {
        show(api);
        answer(0, MemoryRuns.crashed(1, "Error: one"), MemoryRuns.crashed(2, "Error: two"));
        assertThat(stderr()).isEqualTo("Error: two");

        robot.interact(() -> view.root().requestFocus());
        assertThat(strip().isFocused()).isTrue();
        robot.type(KeyCode.RIGHT);

        assertThat(stderr()).isEqualTo("Error: one");
        assertThat(text("#sentence"))
                .isEqualTo("Run 1: It ended by itself with exit code 1: Error: one");
        robot.type(KeyCode.LEFT);
        assertThat(stderr()).isEqualTo("Error: two");
    }

    @Test
    void aRunSaysItselfToAScreenReader() {
        show(api);
        answer(0, MemoryRuns.crashed(1, "Error: one"));

        assertThat(cells())
                .extracting(Node::getAccessibleText)
                .containsExactly("Run 1, failed, exit code 1, lived 0.4 s");
    }

    @Test
    void theNewestEndIsFollowedUntilARunIsChosen() {
        show(api);
        answer(0, MemoryRuns.crashed(1, "Error: one"));
        changed(17);
        answer(1, MemoryRuns.crashed(1, "Error: one"), MemoryRuns.crashed(2, "Error: two"));
        assertThat(stderr()).isEqualTo("Error: two");

        Snapshots.onFx(() -> strip().getSelectionModel().select(1));
        changed(18);
        answer(
                2,
                MemoryRuns.crashed(1, "Error: one"),
                MemoryRuns.crashed(2, "Error: two"),
                MemoryRuns.crashed(3, "Error: three"));

        assertThat(stderr()).isEqualTo("Error: one");
        assertThat(strip().getItems()).hasSize(3);
    }

    @Test
    void anAnswerForAnotherSelectionIsDropped() {
        show(api);
        show(web);
        answer(1, MemoryRuns.crashed(1, "Error: of web"));
        answer(0, MemoryRuns.crashed(1, "Error: of api"));

        assertThat(source.asked).containsExactly(0, 1);
        assertThat(text("#name")).isEqualTo("web");
        assertThat(stderr()).isEqualTo("Error: of web");
    }

    @Test
    void whatHappensWhileAnAnswerIsUnderWayIsAskedForOnceMore() {
        show(api);
        changed(17);
        changed(18);
        assertThat(source.asked).containsExactly(0);
        answer(0, MemoryRuns.crashed(1, "Error: one"));
        assertThat(source.asked).containsExactly(0, 0);
        answer(1, MemoryRuns.crashed(2, "Error: two"));

        assertThat(stderr()).isEqualTo("Error: two");
        assertThat(source.asked).containsExactly(0, 0);
    }

    @Test
    void aPageThatIsNotOnTopAsksForNothing() {
        Snapshots.onFx(() -> view.controller().setOnTop(false));
        show(api);
        changed(17);
        assertThat(source.asked).isEmpty();

        Snapshots.onFx(() -> view.controller().setOnTop(true));

        assertThat(source.asked).containsExactly(0);
    }

    @Test
    void aRunThatGoesOnIsSaidToGoOn() {
        show(web);
        answer(0, MemoryRuns.running(1));

        assertThat(text("#sentence")).startsWith("It has not ended: it runs since ");
        assertThat(text("#stderrTitle")).isEqualTo("Run 1 goes on: its output is in the log");
        assertThat(node("#stderr").isVisible()).isFalse();
    }

    @Test
    void whatNeverRanSaysSo() {
        show(SampleProcess.named(2, "new").is(ProcessStatus.STOPPED).build());
        answer(0);

        assertThat(text("#sentence")).isEqualTo("It has never run since it is in the list.");
        assertThat(button("#copyReport").isDisabled()).isTrue();
    }

    @Test
    void whyItCannotBeReadIsSaid() {
        show(api);
        Snapshots.onFx(
                () ->
                        source.answers
                                .getFirst()
                                .completeExceptionally(new IllegalStateException("gone.")));

        assertThat(text("#sentence")).isEqualTo("Its runs cannot be read: gone.");
    }

    @Test
    void withoutAConnectionWhatWasReadStays() {
        show(api);
        answer(0, MemoryRuns.crashed(1, "Error: one"));
        select(new Selection(List.of(api), Optional.empty()));

        assertThat(stderr()).isEqualTo("Error: one");
        show(api);
        assertThat(source.asked).containsExactly(0, 0);
    }

    @Test
    void ofPm2OnlyIsShownWhatItKeeps() {
        select(new Selection(List.of(api), Optional.of(Set.of())));

        assertThat(source.asked).isEmpty();
        assertThat(text("#sentence")).startsWith("A PM2 daemon does not keep why");
        assertThat(facts()).contains("exit code 1", "16");
        assertThat(node("#runsLine").isVisible()).isFalse();
        Snapshots.takeBoth(view.root().getScene(), "why-pm2");
        Snapshots.onFx(button("#copyReport")::fire);
        assertThat(surroundings.desktop.getFirst())
                .startsWith("copy ⊘ api (default, id 0): Gave up after 16\n")
                .contains("Last exit: exit code 1");
    }

    @Test
    void theServiceThatHasThePortIsStoppedAfterAQuestion() {
        source.processes.put(1, web);
        show(api);
        answer(0, portTaken(OptionalInt.of(1)));
        Snapshots.takeBoth(view.root().getScene(), "why-port");

        assertThat(button("#freePort").getText()).isEqualTo("Stop web and start");
        Snapshots.onFx(button("#freePort")::fire);

        assertThat(surroundings.questions)
                .singleElement()
                .satisfies(one -> assertThat(one.title()).isEqualTo("Stop web and start api?"));
        assertThat(source.orders).containsExactly("stop 1, start 0");
    }

    @Test
    void aRefusalToFreeThePortIsTold() {
        source.processes.put(1, web);
        source.orderAnswer.obtrudeException(new IllegalStateException("it is gone."));
        show(api);
        answer(0, portTaken(OptionalInt.of(1)));
        Snapshots.onFx(button("#freePort")::fire);

        assertThat(surroundings.notices)
                .containsExactly("Cannot stop web and start api: it is gone.");
    }

    @Test
    void ofAHolderThatIsNoneOfOursOnlyThePidCanBeCopied() {
        show(api);
        answer(0, portTaken(OptionalInt.empty()));

        assertThat(node("#freePort").isVisible()).isFalse();
        Snapshots.onFx(button("#copyPid")::fire);
        assertThat(surroundings.desktop).containsExactly("copy 40001");
    }

    @Test
    void aHolderThatIsNoneOfOursIsEndedWhenTheUserAgrees() {
        source.stranger =
                Optional.of(new PortStranger(40_001, MemoryRuns.FIRST, "node web.js", "dev", 3000));
        show(api);
        answer(0, portTaken(OptionalInt.empty()));
        assertThat(button("#endHolder").getText()).isEqualTo("End pid 40001 and start");
        Snapshots.takeBoth(view.root().getScene(), "why-stranger");
        Snapshots.onFx(button("#endHolder")::fire);

        assertThat(surroundings.questions)
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.title() + one.detail())
                                        .contains("40001", "node web.js", "dev", "3000", "api"));
        assertThat(source.orders).containsExactly("end 40001, start 0");
    }

    @Test
    void aHolderThatDoesNotEndIsTold() {
        source.stranger =
                Optional.of(new PortStranger(40_001, MemoryRuns.FIRST, "node web.js", "dev", 3000));
        source.orderAnswer.obtrudeException(new IllegalStateException("it goes on."));
        show(api);
        answer(0, portTaken(OptionalInt.empty()));
        Snapshots.onFx(button("#endHolder")::fire);

        assertThat(surroundings.notices).containsExactly("Cannot end pid 40001: it goes on.");
    }

    @Test
    void aServiceThatHasLetGoOfThePortIsNotOfferedToBeStopped() {
        source.processes.put(1, SampleProcess.named(1, "web").is(ProcessStatus.STOPPED).build());
        show(api);
        answer(0, portTaken(OptionalInt.of(1)));

        assertThat(node("#freePort").isVisible()).isFalse();
    }

    @Test
    void theReportHasEverythingButSecrets() {
        show(api);
        answer(
                0,
                MemoryRuns.ended(
                        1,
                        Duration.ofHours(1),
                        new ExitStatus.Signaled(Signal.SIGINT, false),
                        new Cause.ByUser("Drover's window")),
                MemoryRuns.crashed(2, "Error: login with password=hunter22 refused"));
        Snapshots.onFx(button("#copyReport")::fire);

        assertThat(surroundings.desktop.getFirst())
                .contains("api (default, id 0)", "Run 2 (pid 8002)", "Exit: exit code 1")
                .contains("(last good run: signal SIGINT")
                .contains("Error: login with password=•••••• refused")
                .contains("2 ✕1 0.4 s | 1 ○ 1 h 0 m")
                .doesNotContain("hunter22");
    }

    @Test
    void whatHasChangedSinceTheLastGoodRunIsToldWithoutSecrets() {
        source.changes.complete(
                new RunChanges(
                        true,
                        List.of(
                                new RunChange.CheckedOut(
                                        head("main", "0123456789abcdef"),
                                        head("fix/x", "fedcba9876543210")),
                                new RunChange.Option("args", "", "--password=hunter22"),
                                new RunChange.Variable(
                                        "NODE_OPTIONS", RunChange.Variable.Kind.ADDED),
                                new RunChange.Variable("DEBUG", RunChange.Variable.Kind.REMOVED),
                                new RunChange.Program(
                                        "/opt/node20/bin/node", "/opt/node22/bin/node"),
                                new RunChange.Files(
                                        List.of("src/server.js", "package-lock.json"), 5, true))));
        show(api);
        answer(0, goodRun(), MemoryRuns.crashed(2, "Error: no"));

        assertThat(changes())
                .containsExactly(
                        "What changed since run 1, the last good one",
                        "branch: main → fix/x",
                        "commit: 0123456 → fedcba9",
                        "args: (none) → --password=••••••",
                        "program: /opt/node20/bin/node → /opt/node22/bin/node",
                        "files: src/server.js, package-lock.json and 3 more",
                        "environment: NODE_OPTIONS added, DEBUG removed");
        Snapshots.takeBoth(view.root().getScene(), "why-changes");
        Snapshots.onFx(button("#copyReport")::fire);
        assertThat(surroundings.desktop.getFirst())
                .contains("\n  branch: main → fix/x\n")
                .doesNotContain("hunter22");
    }

    @Test
    void thatNothingHasChangedIsSaid() {
        source.changes.complete(new RunChanges(true, List.of()));
        show(api);
        answer(0, goodRun(), MemoryRuns.crashed(2));

        assertThat(changes().getLast()).startsWith("Nothing that Drover looks at");
    }

    @Test
    void whatHasChangedIsAskedForOnceForEachRunThatWentWrong() {
        show(api);
        answer(0, goodRun(), MemoryRuns.crashed(2), MemoryRuns.crashed(3));
        show(api);

        assertThat(source.compared).containsExactly("0: 1, 3");
        Snapshots.onFx(() -> strip().getSelectionModel().select(2));
        assertThat(source.compared).containsExactly("0: 1, 3");
        assertThat(node("#changes").isVisible()).isFalse();
        Snapshots.onFx(() -> strip().getSelectionModel().select(1));
        assertThat(source.compared).containsExactly("0: 1, 3", "0: 1, 2");
    }

    private static RunChange.Head head(String branch, String commit) {
        return new RunChange.Head(Optional.of(branch), Optional.of(commit));
    }

    private static RunRecord goodRun() {
        return MemoryRuns.ended(
                1, Duration.ofHours(6), new ExitStatus.Exited(0), new Cause.OwnExit());
    }

    private List<String> changes() {
        return node("#changes").lookupAll(".label").stream()
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    private static RunRecord portTaken(OptionalInt service) {
        return MemoryRuns.ended(
                3,
                new ExitStatus.Exited(1),
                new Cause.PortTaken(
                        3000, "pid 40001 (node web.js)", OptionalLong.of(40_001), service),
                "Error: listen EADDRINUSE: address already in use :::3000");
    }

    private void show(ProcessDescription... processes) {
        select(new Selection(List.of(processes), Optional.of(DROVER)));
    }

    /** Another run of api has ended. */
    private void changed(int restarts) {
        show(
                SampleProcess.named(0, "api")
                        .is(ProcessStatus.ERRORED)
                        .restarted(restarts, restarts)
                        .build());
    }

    private void select(Selection selection) {
        Snapshots.onFx(() -> view.controller().show(selection));
    }

    /** Oldest first. */
    private void answer(int request, RunRecord... runs) {
        Snapshots.onFx(() -> source.answers.get(request).complete(List.of(runs)));
        Snapshots.pulses(3);
    }

    private Node node(String selector) {
        return view.root().lookup(selector);
    }

    private String text(String selector) {
        return ((Labeled) node(selector)).getText();
    }

    private Button button(String selector) {
        return (Button) node(selector);
    }

    private String stderr() {
        return ((TextArea) node("#stderr")).getText();
    }

    @SuppressWarnings("unchecked")
    private ListView<RunRecord> strip() {
        return (ListView<RunRecord>) node("#runs");
    }

    private List<String> facts() {
        return node("#facts").lookupAll(".label").stream()
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    private List<String> texts(String selector) {
        return cells().stream().map(cell -> ((Labeled) cell.lookup(selector)).getText()).toList();
    }

    /** From left to right. */
    private List<RunCell> cells() {
        return strip().lookupAll(".run-cell").stream()
                .map(RunCell.class::cast)
                .filter(cell -> !cell.isEmpty())
                .sorted((a, b) -> Double.compare(a.getLayoutX(), b.getLayoutX()))
                .toList();
    }
}
