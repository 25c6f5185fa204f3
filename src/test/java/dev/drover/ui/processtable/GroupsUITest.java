package dev.drover.ui.processtable;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessGroup;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Groups, stars, and rows that light up; the pointer that keeps rows in their places. The rows are
 * in states and have samples that the test sets, which no real process keeps for its length; the
 * manager in memory writes down whom an order of a group is for.
 */
@ExtendWith(WindowTest.class)
@Timeout(180)
class GroupsUITest {

    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final Ticker ticker = new Ticker(NOW);
    private final InMemoryManager manager = new InMemoryManager(Set.of("drover:runs"));
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final Memory memory = Memory.untilClosed();
    private final AppActions app = new AppActions();
    private ProcessActions actions;
    private ProcessTableController controller;
    private TableView<ListRow> table;

    @Start
    void show(Stage stage) {
        actions =
                new ProcessActions(
                        new SimpleObjectProperty<>(new ConnectionState.Connected(manager)),
                        model,
                        surroundings.all());
        TableWindow<ListRow> window =
                TableWindow.show(
                        stage,
                        980,
                        model,
                        filter,
                        actions,
                        ticker,
                        new ProcessTableController.Surroundings(
                                app, memory, surroundings, "/home/me/h", _ -> {}));
        table = window.table();
        controller = window.controller();
        table.requestFocus();
        model.replaceAll(some(), NOW);
    }

    private static List<ProcessDescription> some() {
        return List.of(
                SampleProcess.named(0, "api").in("shop").uses(10, 1 << 20).build(),
                SampleProcess.named(1, "cart").in("shop").uses(5, 1 << 20).build(),
                SampleProcess.named(2, "cron").in("ops").is(ProcessStatus.ERRORED).build(),
                SampleProcess.named(3, "mail").in("ops").uses(1, 3 << 20).build());
    }

    @Test
    void withoutGroupsThereAreOnlyProcesses() {
        assertThat(names()).containsExactly("cron", "api", "cart", "mail");
        assertThat(app.isOn(AppAction.GROUP_BY_NAMESPACE).get()).isFalse();
    }

    @Test
    void groupsAddUpAndTheOneInTroubleIsFirst(FxRobot robot) {
        group(robot);

        assertThat(names()).containsExactly("[ops]", "cron", "mail", "[shop]", "api", "cart");
        ProcessGroup shop = (ProcessGroup) table.getItems().get(3);
        assertThat(shop.cpuProperty().get()).isEqualTo(15);
        assertThat(shop.memoryProperty().get()).isEqualTo(2 << 20);
        assertThat(shop.tallyProperty().get().running()).isEqualTo(2);
        assertThat(cellTexts(robot)).contains("15.0", "2/2 running");
        assertThat(headers(robot)).containsExactlyInAnyOrder("ops (2)", "shop (2)");
        assertThat(memory.get("table.group", "")).isEqualTo("true");
    }

    @Test
    void starredProcessesAreAGroupOfTheirOwnOnTopWithItsSums(FxRobot robot) {
        group(robot);
        robot.interact(() -> select("cart", "mail"));
        robot.interact(() -> actions.run(ProcessAction.STAR));

        assertThat(names())
                .containsExactly("[Starred]", "cart", "mail", "[ops]", "cron", "[shop]", "api");
        ProcessGroup starred = (ProcessGroup) table.getItems().getFirst();
        assertThat(starred.cpuProperty().get()).isEqualTo(6);
        assertThat(starred.memoryProperty().get()).isEqualTo(4 << 20);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(0));
        assertThat(selected()).containsExactly("cart", "mail");

        robot.type(KeyCode.LEFT);
        assertThat(names()).containsExactly("[Starred]", "[ops]", "cron", "[shop]", "api");
        robot.interact(() -> actions.run(ProcessAction.STAR));
        assertThat(names()).containsExactly("[ops]", "cron", "mail", "[shop]", "api", "cart");
    }

    private void select(String... wanted) {
        table.getSelectionModel().clearSelection();
        for (String name : wanted) {
            table.getSelectionModel().select(names().indexOf(name));
        }
    }

    @Test
    void theCountOfAGroupWithALongNameIsNotCutOff(FxRobot robot) {
        robot.interact(
                () ->
                        model.replaceAll(
                                List.of(
                                        SampleProcess.named(0, "api")
                                                .in("a-namespace-with-a-name-that-is-too-long")
                                                .build()),
                                NOW));
        group(robot);
        assertThat(headers(robot)).singleElement().asString().startsWith("a-").endsWith("... (1)");
    }

    @Test
    void theSumsFollowTheSamples(FxRobot robot) {
        group(robot);
        robot.interact(
                () ->
                        model.replaceAll(
                                List.of(
                                        SampleProcess.named(0, "api")
                                                .in("shop")
                                                .uses(50, 1 << 20)
                                                .build()),
                                NOW.plusSeconds(30)));

        assertThat(names()).containsExactly("[shop]", "api");
        assertThat(((ProcessGroup) table.getItems().getFirst()).cpuProperty().get()).isEqualTo(50);
    }

    @Test
    void aGroupClosesAndOpensByKeyAndIsRemembered(FxRobot robot) {
        group(robot);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(3));
        robot.type(KeyCode.LEFT);
        assertThat(names()).containsExactly("[ops]", "cron", "mail", "[shop]");
        assertThat(memory.get("table.collapsed", "")).isEqualTo("shop");

        robot.type(KeyCode.RIGHT);
        assertThat(names()).endsWith("[shop]", "api", "cart");
        assertThat(memory.get("table.collapsed", "")).isEmpty();
    }

    @Test
    void aSelectedGroupStandsForItsProcesses(FxRobot robot) {
        group(robot);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(3));
        assertThat(selected()).containsExactly("api", "cart");
        assertThat(ProcessAction.RESTART.text(actions.selectionProperty().get()))
                .isEqualTo("Restart 2 processes");

        robot.interact(() -> actions.run(ProcessAction.RESTART));
        assertThat(manager.requests).containsExactly("restart 0", "restart 1");
    }

    @Test
    void aGroupThatClosesTakesOverTheSelection(FxRobot robot) {
        group(robot);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(4));
        assertThat(selected()).containsExactly("api");
        robot.interact(() -> table.getFocusModel().focus(3));
        robot.type(KeyCode.LEFT);

        assertThat(selected()).containsExactly("api", "cart");
    }

    @Test
    void goingToAProcessOpensItsGroupAndLiftsTheFilter(FxRobot robot) {
        group(robot);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(3));
        robot.type(KeyCode.LEFT);
        robot.interact(() -> filter.textProperty().set("cron"));
        robot.interact(() -> controller.goTo(1));

        assertThat(selected()).containsExactly("cart");
        assertThat(filter.textProperty().get()).isEmpty();
    }

    @Test
    void starredProcessesComeFirstAndAreRememberedForTheHome(FxRobot robot) {
        robot.interact(() -> table.getSelectionModel().clearAndSelect(3));
        robot.interact(() -> actions.run(ProcessAction.STAR));
        assertThat(names()).containsExactly("mail", "cron", "api", "cart");
        assertThat(selected()).containsExactly("mail");
        assertThat(memory.get("stars /home/me/h", "")).isEqualTo("ops/mail");
        assertThat(cellTexts(robot)).contains("★");

        robot.interact(() -> actions.run(ProcessAction.STAR));
        assertThat(names()).containsExactly("cron", "api", "cart", "mail");
    }

    @Test
    void aClickOnTheStarGivesOne(FxRobot robot) {
        StarCell cell =
                robot.lookup(".star-cell").queryAllAs(StarCell.class).stream()
                        .filter(one -> one.getItem() != null && one.getItem().name().equals("cart"))
                        .findFirst()
                        .orElseThrow();
        robot.clickOn(cell);

        assertThat(names()).containsExactly("cart", "cron", "api", "mail");
    }

    @Test
    void aNewRowLightsUpAndSoDoesOneThatHasEnded(FxRobot robot) {
        robot.interact(
                () ->
                        model.replaceAll(
                                List.of(
                                        SampleProcess.named(0, "api").in("shop").build(),
                                        SampleProcess.named(1, "cart")
                                                .in("shop")
                                                .is(ProcessStatus.STOPPED)
                                                .build(),
                                        SampleProcess.named(9, "fresh").in("shop").build()),
                                NOW));
        Snapshots.pulses(2);

        assertThat(lit(robot, "new")).containsExactly("fresh");
        assertThat(lit(robot, "ended")).containsExactly("cart");
        Snapshots.until(() -> lit(robot, "new").isEmpty());
    }

    @Test
    void nothingLightsUpWhenItIsSwitchedOff(FxRobot robot) {
        robot.interact(() -> app.run(AppAction.FLASH_ROWS));
        assertThat(memory.get("table.flash", "")).isEqualTo("false");
        robot.interact(
                () ->
                        model.replaceAll(
                                List.of(SampleProcess.named(9, "fresh").in("shop").build()), NOW));
        Snapshots.pulses(2);

        assertThat(lit(robot, "new")).isEmpty();
    }

    @Test
    void rowsKeepTheirPlacesWhileThePointerIsOverThemAndItIsSaid(FxRobot robot) {
        robot.moveTo(table);
        robot.moveBy(3, 3);
        robot.interact(
                () ->
                        model.replaceAll(
                                List.of(
                                        SampleProcess.named(0, "api").in("shop").build(),
                                        SampleProcess.named(1, "cart")
                                                .in("shop")
                                                .is(ProcessStatus.ERRORED)
                                                .build(),
                                        SampleProcess.named(3, "mail").in("ops").build()),
                                NOW));
        tick(robot, 10);
        assertThat(names()).containsExactly("api", "cart", "mail");
        assertThat(controller.heldHint().isVisible()).isTrue();

        tick(robot, 60);
        assertThat(names()).containsExactly("cart", "api", "mail");
        assertThat(controller.heldHint().isVisible()).isFalse();
    }

    @Test
    void homeAndEndInAnOpenMenuMoveNothingBehindIt(FxRobot robot) {
        robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
        robot.type(KeyCode.CONTEXT_MENU);
        robot.type(KeyCode.END);
        assertThat(table.getSelectionModel().getSelectedIndices()).containsExactly(1);

        robot.interact(() -> table.getContextMenu().hide());
        robot.type(KeyCode.END);
        assertThat(table.getSelectionModel().getSelectedIndices()).containsExactly(3);
    }

    @Test
    void theSelectedProcessStaysInSightWhenGroupsComeAndGo(FxRobot robot) {
        robot.interact(
                () ->
                        model.replaceAll(
                                IntStream.range(0, 300)
                                        .mapToObj(
                                                id ->
                                                        SampleProcess.named(id, "svc-" + id)
                                                                .in("ns-" + id % 5)
                                                                .build())
                                        .toList(),
                                NOW));
        robot.type(KeyCode.HOME);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(4));
        group(robot);

        assertThat(selected()).containsExactly("svc-4");
        assertThat(robot.lookup(".table-row-cell:selected").tryQuery()).isPresent();
    }

    private void group(FxRobot robot) {
        robot.interact(() -> app.run(AppAction.GROUP_BY_NAMESPACE));
        Snapshots.pulses(2);
    }

    private void tick(FxRobot robot, int second) {
        robot.interact(() -> ticker.tick(NOW.plusSeconds(second)));
    }

    private List<String> names() {
        return table.getItems().stream()
                .map(
                        line ->
                                switch (line) {
                                    case ProcessGroup group ->
                                            "[" + group.nameProperty().get() + "]";
                                    case ObservableProcess row -> row.nameProperty().get();
                                })
                .toList();
    }

    private List<String> selected() {
        return actions.selectionProperty().get().processes().stream()
                .map(ProcessDescription::name)
                .toList();
    }

    private static List<String> lit(FxRobot robot, String why) {
        return robot.lookup(".table-row-cell").queryAllAs(ProcessRow.class).stream()
                .filter(row -> row.getPseudoClassStates().contains(PseudoClass.getPseudoClass(why)))
                .map(row -> row.getItem().nameProperty().getValue())
                .toList();
    }

    /** As drawn. */
    private static List<String> headers(FxRobot robot) {
        return robot.lookup(".group-header").queryAllAs(HBox.class).stream()
                .filter(header -> header.getScene() != null && header.getParent().isVisible())
                .map(header -> drawn(header, 1) + " " + drawn(header, 2))
                .toList();
    }

    private static String drawn(HBox header, int child) {
        return ((Text) header.getChildren().get(child).lookup(".text")).getText();
    }

    private static List<String> cellTexts(FxRobot robot) {
        return robot.lookup(".table-cell").queryAllAs(TableCell.class).stream()
                .map(cell -> "" + cell.getText())
                .toList();
    }
}
