package dev.drover.ui.processtable;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which columns and rows are shown and selected without the user having asked. */
@ExtendWith(WindowTest.class)
class ColumnsUITest {

    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final Memory memory = Memory.untilClosed();
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final ProcessActions actions =
            new ProcessActions(
                    new SimpleObjectProperty<>(new ConnectionState.Connecting()),
                    model,
                    surroundings.all());
    private Stage stage;
    private TableView<ObservableProcess> table;
    private ProcessTableController controller;

    @Start
    void show(Stage shown) {
        stage = shown;
        TableWindow<ObservableProcess> window =
                TableWindow.show(
                        stage,
                        990,
                        model,
                        filter,
                        actions,
                        new Ticker(NOW),
                        new ProcessTableController.Surroundings(
                                new AppActions(),
                                memory,
                                surroundings,
                                "/home/me/.drover",
                                _ -> {}));
        table = window.table();
        controller = window.controller();
    }

    @Test
    void columnsThatDoNotFitAreDroppedWholeAndComeBack(FxRobot robot) {
        List<String> all = visible();
        assertThat(all).contains("sparkline", "namespace");

        width(robot, 700);
        assertThat(visible()).contains("state", "name", "cpu").doesNotContain("sparkline", "id");

        width(robot, 990);
        assertThat(visible()).isEqualTo(all);
    }

    @Test
    void theLayoutIsGivenBackAsItWas(FxRobot robot) {
        robot.interact(
                () -> {
                    controller.setColumnLayout(
                            "name=240 state=160 cpu=80,DESCENDING,0 pid=66- unknown=3 broken");
                });
        Snapshots.pulses(3);
        String line = controller.columnLayout();

        assertThat(visible()).startsWith("name", "state", "cpu").doesNotContain("pid");
        assertThat(line).contains("pid=66-").containsPattern("cpu=\\d+,DESCENDING,0");
        assertThat(table.getSortOrder()).extracting(TableColumn::getId).containsExactly("cpu");
    }

    @Test
    void aColumnThatIsHiddenIsNotSortedByAnyMore(FxRobot robot) {
        robot.interact(() -> controller.setColumnLayout("name=240 memory=84,ASCENDING,0"));
        assertThat(table.getSortOrder()).extracting(TableColumn::getId).containsExactly("memory");
        robot.interact(
                () ->
                        controller.columnMenu().getItems().stream()
                                .filter(item -> "Memory".equals(item.getText()))
                                .forEach(item -> ((CheckMenuItem) item).setSelected(false)));
        assertThat(table.getSortOrder()).isEmpty();

        robot.interact(() -> controller.setColumnLayout("name=240 memory=84-,ASCENDING,0"));
        assertThat(table.getSortOrder()).isEmpty();
    }

    @Test
    void aColumnWithoutRoomSaysSoInTheMenu(FxRobot robot) {
        width(robot, 700);
        assertThat(controller.columnMenu().getItems())
                .extracting(MenuItem::getText)
                .contains("1 min — no room", "State", "User");
    }

    @Test
    void portsAreShownOnceEachWithTheirAddressesInTheTooltip(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(0, "api")
                        .listensOn(
                                new ListeningPort(Protocol.TCP, "0.0.0.0", 80),
                                new ListeningPort(Protocol.TCP, "::", 80),
                                new ListeningPort(Protocol.UDP, "127.0.0.1", 90))
                        .build(),
                SampleProcess.named(1, "worker").build());
        Snapshots.pulses(3);

        PortsCell shown = portsCell(robot);
        assertThat(texts(shown)).containsExactly(":80", ":90");
        assertThat(shown.getTooltip().getText())
                .isEqualTo("TCP 0.0.0.0:80\nTCP [::]:80\nUDP 127.0.0.1:90");
    }

    private static PortsCell portsCell(FxRobot robot) {
        return robot.lookup(".ports").queryAllAs(PortsCell.class).stream()
                .filter(cell -> !cell.isEmpty() && cell.getGraphic() != null)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(PortsCell cell) {
        return ((Pane) cell.getGraphic())
                .getChildren().stream()
                        .filter(Node::isVisible)
                        .map(node -> ((Labeled) node).getText())
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    @Test
    void ofManyPortsThoseAreShownThatFitAndTheMenuHasTheRest(FxRobot robot) {
        ListeningPort[] ports =
                IntStream.range(0, 64)
                        .mapToObj(i -> new ListeningPort(Protocol.TCP, "0.0.0.0", 20000 + i))
                        .toArray(ListeningPort[]::new);
        fill(robot, SampleProcess.named(0, "api").listensOn(ports).build());
        Snapshots.pulses(3);

        List<String> shown = texts(portsCell(robot));
        assertThat(shown).startsWith(":20000");
        assertThat(shown.getLast()).isEqualTo("+" + (64 - (shown.size() - 1)));
        assertThat(portsCell(robot).getTooltip().getText()).hasLineCount(21);
        Menu others =
                table.getContextMenu().getItems().stream()
                        .filter(item -> "pages".equals(item.getId()))
                        .map(Menu.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(others.isVisible()).isTrue();
        assertThat(others.getItems()).hasSize(63);
        robot.interact(others.getItems().getFirst()::fire);
        assertThat(surroundings.desktop).containsExactly("page http://localhost:20001/");
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theLastExitIsNeverCutOff(ExitStatus end, FxRobot robot) {
        fill(robot, SampleProcess.named(0, "api").is(ProcessStatus.STOPPED).ended(end).build());
        TableColumn<?, ?> column =
                table.getColumns().stream()
                        .filter(one -> "lastExit".equals(one.getId()))
                        .findFirst()
                        .orElseThrow();
        TableCell<?, ?> cell =
                robot.lookup(".last-exit").queryAllAs(TableCell.class).stream()
                        .filter(one -> !one.isEmpty() && one.getGraphic() != null)
                        .findFirst()
                        .orElseThrow();

        assertThat(cell.prefWidth(-1)).isLessThanOrEqualTo(column.getMinWidth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh", "ru"})
    void theLinkToWhyIsAWordInEachLanguage(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of(language));
            assertThat(ViewLoader.texts(ColumnsUITest.class).getString("why"))
                    .containsPattern("\\p{L}{2}");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<ExitStatus> ends() {
        return List.of(
                new ExitStatus.Exited(255),
                new ExitStatus.Signaled(Signal.SIGTERM, false),
                new ExitStatus.Signaled(Signal.SIGKILL, false),
                new ExitStatus.Signaled(Signal.find("SIGABRT").orElseThrow(), true),
                new ExitStatus.NeverStarted("no memory"),
                new ExitStatus.Unknown("not recorded"));
    }

    @Test
    void aPortOpensInTheBrowser(FxRobot robot) {
        fill(
                robot,
                SampleProcess.named(0, "api")
                        .listensOn(new ListeningPort(Protocol.TCP, "0.0.0.0", 8080))
                        .build());
        Snapshots.pulses(3);
        robot.interact(() -> robot.lookup(":8080").queryAs(Hyperlink.class).fire());
        robot.interact(() -> actions.run(ProcessAction.OPEN_IN_BROWSER));

        assertThat(surroundings.desktop)
                .containsExactly("page http://localhost:8080/", "page http://localhost:8080/");
        assertThat(ProcessAction.OPEN_IN_BROWSER.text(actions.selectionProperty().get()))
                .isEqualTo("Open localhost:8080 in browser");
    }

    @Test
    void aHiddenColumnComesFromTheMenuOfTheHeader(FxRobot robot) {
        assertThat(visible()).doesNotContain("user");
        robot.interact(
                () ->
                        controller.columnMenu().getItems().stream()
                                .filter(item -> "User".equals(item.getText()))
                                .forEach(item -> ((CheckMenuItem) item).setSelected(true)));

        assertThat(controller.columnLayout()).contains("user=90 ");
    }

    @Test
    void aSavedColumnSetComesBackByItsName(FxRobot robot) {
        robot.interact(() -> controller.setColumnLayout("name=200 state=160 cpu=80 memory=88-"));
        robot.interact(() -> menuItem("Save as column set…").fire());
        robot.interact(() -> controller.setColumnLayout("state=160 name=240 memory=88"));
        assertThat(visible()).contains("memory").startsWith("state");

        robot.interact(() -> menuItem("Column set: a line").fire());
        assertThat(visible()).startsWith("name", "state").doesNotContain("memory");
        assertThat(memory.get("table.columnSets", "")).startsWith("a line\t");
    }

    private MenuItem menuItem(String text) {
        return controller.columnMenu().getItems().stream()
                .filter(item -> text.equals(item.getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEmptyLayoutChangesNothing(FxRobot robot) {
        List<String> before = visible();
        robot.interact(() -> controller.setColumnLayout(""));

        assertThat(visible()).isEqualTo(before);
    }

    @Test
    void theFirstRowIsSelectedWhenTheFirstListComes(FxRobot robot) {
        fill(robot, SampleProcess.named(1, "b").build(), SampleProcess.named(0, "a").build());

        assertThat(selected()).containsExactly("a");
    }

    @Test
    void theSelectionStaysWhenManyRowsComeBetweenTheOthers(FxRobot robot) {
        fill(robot, SampleProcess.named(50, "p-50").build());
        fill(
                robot,
                IntStream.range(0, 100)
                        .map(i -> i * 37 % 100)
                        .mapToObj(i -> SampleProcess.named(i, "p-%02d".formatted(i)).build())
                        .toArray(ProcessDescription[]::new));

        assertThat(selected()).containsExactly("p-50");
    }

    @Test
    void aFilterThatHidesTheSelectionGivesItBack(FxRobot robot) {
        fill(robot, SampleProcess.named(0, "a").build(), SampleProcess.named(1, "b").build());
        robot.interact(() -> filter.textProperty().set("nothing like it"));
        assertThat(selected()).isEmpty();

        robot.interact(filter::clear);
        assertThat(selected()).containsExactly("a");
    }

    private void fill(FxRobot robot, ProcessDescription... processes) {
        robot.interact(() -> model.replaceAll(List.of(processes), NOW));
    }

    private void width(FxRobot robot, double width) {
        robot.interact(() -> stage.setWidth(width));
        Snapshots.until(() -> Math.abs(table.getWidth() - width) < 20);
        Snapshots.pulses(2);
    }

    private List<String> visible() {
        return table.getVisibleLeafColumns().stream().map(TableColumn::getId).toList();
    }

    private List<String> selected() {
        return actions.selectionProperty().get().processes().stream()
                .map(ProcessDescription::name)
                .toList();
    }
}
