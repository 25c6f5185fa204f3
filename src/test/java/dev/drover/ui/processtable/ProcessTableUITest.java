package dev.drover.ui.processtable;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.Mouse;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Rows in states, samples and at times that the test sets: no supervisor can be brought into a
 * thousand of them, or into all of them in the same second. Its manager is in memory for that; what
 * an order does to a process is tested in {@code ProcessActionsUITest} and {@code WalkUITest}.
 */
@ExtendWith(WindowTest.class)
class ProcessTableUITest {

    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final InMemoryManager manager = new InMemoryManager(Set.of("drover:killTree"));
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final ProcessActions actions =
            new ProcessActions(
                    new SimpleObjectProperty<>(new ConnectionState.Connected(manager)),
                    model,
                    surroundings.all());
    private Ticker ticker;
    private TableView<ObservableProcess> table;
    private ProcessTableController controller;

    @Start
    void show(Stage stage) {
        ticker = new Ticker(NOW);
        TableWindow<ObservableProcess> window =
                TableWindow.show(
                        stage,
                        980,
                        model,
                        filter,
                        actions,
                        ticker,
                        new ProcessTableController.Surroundings(
                                new AppActions(),
                                Memory.untilClosed(),
                                new RecordingSurroundings(),
                                "/home/me/.drover",
                                _ -> {}));
        table = window.table();
        controller = window.controller();
    }

    @Test
    void showsARowForEachProcessTroubleFirst(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "bad").is(ProcessStatus.ERRORED).build(),
                SampleProcess.named(2, "cron").is(ProcessStatus.STOPPED).build());

        assertThat(names()).containsExactly("bad", "api", "cron");
    }

    @Test
    void theStateCellSpeaksWordsNotColours(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(1, "bad")
                        .is(ProcessStatus.ERRORED)
                        .because("16 runs were too short")
                        .build());
        TableCell<?, ?> cell = robot.lookup(".state-cell").queryAs(TableCell.class);

        assertThat(cell.getText()).isEqualTo("Gave up");
        assertThat(cell.getAccessibleText()).isEqualTo("Gave up: 16 runs were too short");
    }

    @Test
    void theLinkBesideTheLastExitAsksWhyOfItsRow(FxRobot robot) {
        List<String> asked = new ArrayList<>();
        actions.on(ProcessAction.WHY, targets -> targets.forEach(one -> asked.add(one.name())));
        fill(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "bad")
                        .is(ProcessStatus.ERRORED)
                        .ended(new ExitStatus.Exited(1))
                        .build());
        assertThat(robot.lookup(".why-link").queryAll()).hasSize(1);

        robot.clickOn(".why-link");

        assertThat(asked).containsExactly("bad");
        assertThat(table.getSelectionModel().getSelectedItem().nameProperty().get())
                .isEqualTo("bad");
    }

    @Test
    void theOrderFollowsAtTheNextTickAndNotBefore(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "api").build(), SampleProcess.named(1, "zoo").build());
        fill(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "zoo").is(ProcessStatus.ERRORED).build());
        assertThat(names()).containsExactly("api", "zoo");

        tick(robot, 10);
        assertThat(names()).containsExactly("zoo", "api");
    }

    @Test
    void theOrderIsFrozenWhileTheMenuIsOpen(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "api").build(), SampleProcess.named(1, "zoo").build());
        robot.interact(() -> table.getContextMenu().show(table, 100, 100));
        fill(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "zoo").is(ProcessStatus.ERRORED).build());
        tick(robot, 10);
        assertThat(names()).containsExactly("api", "zoo");

        robot.interact(() -> table.getContextMenu().hide());
        tick(robot, 20);
        assertThat(names()).containsExactly("zoo", "api");
    }

    @Test
    void theFirstClickOnCpuPutsTheLargestOnTop(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(0, "a").uses(1, 1).build(),
                SampleProcess.named(1, "b").uses(90, 1).build(),
                SampleProcess.named(2, "c").uses(30, 1).build());
        clickHeader(robot, "cpu");
        assertThat(names()).containsExactly("b", "c", "a");

        clickHeader(robot, "cpu");
        assertThat(names()).containsExactly("a", "c", "b");
    }

    @Test
    void theSelectionStaysOnItsRowsWhenTheOrderChanges(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(0, "a").build(),
                SampleProcess.named(1, "b").build(),
                SampleProcess.named(2, "c").build());
        robot.interact(() -> table.getSelectionModel().selectIndices(0, 2));
        fill(
                robot,
                SampleProcess.named(0, "a").build(),
                SampleProcess.named(1, "b").is(ProcessStatus.ERRORED).build(),
                SampleProcess.named(2, "c").is(ProcessStatus.ERRORED).build());
        tick(robot, 10);

        assertThat(names()).containsExactly("b", "c", "a");
        assertThat(table.getSelectionModel().getSelectedItems())
                .extracting(ObservableProcess::id)
                .containsExactlyInAnyOrder(0, 2);
        assertThat(actions.selectionProperty().get().processes()).hasSize(2);
    }

    @Test
    void aDeletedRowLeavesTheSelection(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "a").build(), SampleProcess.named(1, "b").build());
        robot.interact(() -> table.getSelectionModel().selectIndices(0, 1));
        fill(robot, SampleProcess.named(1, "b").build());

        assertThat(actions.selectionProperty().get().processes())
                .extracting(ProcessDescription::id)
                .containsExactly(1);
    }

    @Test
    void theFilterHidesWhatItDoesNotMatchAndItsButtonClearsIt(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "worker").build());
        robot.interact(() -> filter.textProperty().set("work"));
        assertThat(names()).containsExactly("worker");

        robot.interact(() -> filter.textProperty().set("nothing like it"));
        assertThat(names()).isEmpty();
        robot.clickOn("#clear-filter");
        assertThat(names()).containsExactly("api", "worker");
    }

    @Test
    void aFilterByStateFollowsTheState(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "api").build());
        robot.interact(() -> filter.textProperty().set("is:failed"));
        fill(robot, SampleProcess.named(0, "api").is(ProcessStatus.ERRORED).build());
        tick(robot, 10);

        assertThat(names()).containsExactly("api");
    }

    @Test
    void theMenuSaysWhyAnItemCannotBeUsed(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "python").withoutIpc().build());
        robot.interact(() -> table.getSelectionModel().select(0));

        assertThat(item("SEND_MESSAGE").isDisable()).isTrue();
        assertThat(item("SEND_MESSAGE").getText())
                .isEqualTo("Send message… — python has no IPC channel");
        assertThat(item("START").getText()).isEqualTo("Start — python is running");
        assertThat(item("STOP").isDisable()).isFalse();
    }

    @Test
    void theMenuCountsSeveralRows(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "a").build(), SampleProcess.named(1, "b").build());
        robot.interact(() -> table.getSelectionModel().selectAll());

        assertThat(item("RESTART").getText()).isEqualTo("Restart 2 processes");
        robot.interact(() -> item("RESTART").fire());
        assertThat(manager.requests).contains("restart 0", "restart 1");
    }

    @Test
    void theUsualSignalsAreInTheMenuAndTheOthersInADialog(FxRobot robot) {
        List<ProcessDescription> asked = new ArrayList<>();
        actions.on(ProcessAction.SEND_SIGNAL, asked::addAll);
        fill(robot, SampleProcess.named(0, "api").build());
        robot.interact(() -> table.getSelectionModel().select(0));
        Menu signals = (Menu) item("SEND_SIGNAL");

        robot.interact(() -> signals.getItems().getFirst().fire());
        assertThat(manager.requests).contains("signal 0 SIGHUP");
        robot.interact(() -> signals.getItems().getLast().fire());
        assertThat(asked).extracting(ProcessDescription::name).containsExactly("api");
    }

    @Test
    void theMenuKeyOpensTheMenu(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "api").build());
        robot.interact(
                () -> {
                    table.requestFocus();
                    table.getSelectionModel().select(0);
                });
        robot.press(KeyCode.CONTEXT_MENU).release(KeyCode.CONTEXT_MENU);

        assertThat(table.getContextMenu().isShowing()).isTrue();
        robot.interact(() -> table.getContextMenu().hide());
    }

    @Test
    void deleteAsksOnceAndThenDeletes(FxRobot robot) {
        fill(robot, SampleProcess.named(3, "api").build());
        robot.interact(
                () -> {
                    table.requestFocus();
                    table.getSelectionModel().select(0);
                });
        robot.press(KeyCode.DELETE).release(KeyCode.DELETE);

        assertThat(surroundings.questions).hasSize(1);
        assertThat(surroundings.questions.getFirst().verb()).isEqualTo("Delete api");
        assertThat(manager.requests).containsExactly("delete 3");
    }

    @Test
    void uptimeMovesWithTheTick(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "api").startedAt(NOW.minusSeconds(58)).build());
        assertThat(cellTexts(robot)).contains("58 s");
        tick(robot, 5);

        assertThat(cellTexts(robot)).contains("1 m 3 s");
    }

    @Test
    void aThousandRowsStaySortedAndSelected(FxRobot robot) {
        Random random = new Random(7);
        fill(robot, thousand(random));
        clickHeader(robot, "cpu");
        robot.interact(() -> table.getSelectionModel().selectIndices(10, 500, 999));
        List<Integer> selected =
                table.getSelectionModel().getSelectedItems().stream()
                        .map(ObservableProcess::id)
                        .sorted()
                        .toList();
        for (int second = 10; second < 15; second++) {
            fill(robot, thousand(random));
            tick(robot, second);
        }

        List<Double> shown =
                controller.shownRows().stream().map(row -> row.cpuProperty().get()).toList();
        assertThat(shown).isSortedAccordingTo((a, b) -> Double.compare(b, a)).hasSize(1000);
        assertThat(table.getSelectionModel().getSelectedItems())
                .extracting(ObservableProcess::id)
                .containsExactlyInAnyOrderElementsOf(selected);
    }

    private static ProcessDescription[] thousand(Random random) {
        List<ProcessDescription> all = new ArrayList<>();
        for (int id = 0; id < 1000; id++) {
            all.add(
                    SampleProcess.named(id, "service-" + id)
                            .uses(random.nextInt(1, 100), 1 << 20)
                            .ended(new ExitStatus.Exited(0))
                            .build());
        }
        return all.toArray(ProcessDescription[]::new);
    }

    private void fill(FxRobot robot, ProcessDescription... processes) {
        robot.interact(() -> model.replaceAll(List.of(processes), NOW));
    }

    private void tick(FxRobot robot, int second) {
        robot.interact(() -> ticker.tick(NOW.plusSeconds(second)));
    }

    /** The headless robot's clicks count as pop-up triggers, which headers ignore. */
    private void clickHeader(FxRobot robot, String id) {
        Node header = robot.lookup(".column-header").lookup("#" + id).query();
        robot.interact(() -> Mouse.release(header));
    }

    private List<String> names() {
        return controller.shownRows().stream().map(row -> row.nameProperty().get()).toList();
    }

    private List<String> cellTexts(FxRobot robot) {
        return robot.lookup(".table-cell").queryAllAs(TableCell.class).stream()
                .map(cell -> "" + cell.getText())
                .toList();
    }

    private MenuItem item(String id) {
        return table.getContextMenu().getItems().stream()
                .filter(one -> id.equals(one.getId()))
                .findFirst()
                .orElseThrow();
    }
}
