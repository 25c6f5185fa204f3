package dev.drover.ui.processtable;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.daemon.FigureReader;
import dev.drover.domain.FigureSheet;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessFigures;
import dev.drover.domain.ProcessFigures.Disk;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.alerts.AlertLevel;
import dev.drover.ui.alerts.ReadLine;
import dev.drover.ui.alerts.UnseenErrors;
import dev.drover.ui.common.Memory;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.Live;
import dev.drover.ui.model.LiveFigures;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.OutputMeter;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RealSupervisor;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Columns whose values are found out only while they are shown. A real supervisor and children. */
@ExtendWith(WindowTest.class)
class LiveColumnsUITest {

    @RegisterExtension private static final RealSupervisor supervisor = new RealSupervisor();

    private final ProcessListModel model = new ProcessListModel();
    private final SimpleObjectProperty<ConnectionState> state =
            new SimpleObjectProperty<>(new ConnectionState.Connecting());
    private final SimpleObjectProperty<List<Integer>> lookedAt =
            new SimpleObjectProperty<>(List.of());
    private final OutputMeter output = new OutputMeter();
    private final UnseenErrors errors =
            new UnseenErrors(
                    line ->
                            new ReadLine(
                                    line,
                                    line,
                                    line.startsWith("Error") ? AlertLevel.ERROR : AlertLevel.ANY));
    private LiveFigures figures;
    private TableView<ObservableProcess> table;
    private ProcessTableController controller;

    @Start
    void show(Stage stage) {
        RecordingSurroundings surroundings = new RecordingSurroundings();
        figures =
                new LiveFigures(
                        state,
                        model,
                        new LiveFigures.Sources(
                                output, errors, () -> true, lookedAt, Optional.empty()));
        TableWindow<ObservableProcess> window =
                TableWindow.show(
                        stage,
                        1400,
                        model,
                        new ListFilter(),
                        new ProcessActions(state, model, surroundings.all()),
                        new Ticker(NOW),
                        new ProcessTableController.Surroundings(
                                new AppActions(),
                                Memory.untilClosed(),
                                surroundings,
                                "/home/me/.drover",
                                figures::want));
        table = window.table();
        controller = window.controller();
    }

    @AfterEach
    void stop(FxRobot robot) {
        robot.interact(figures::stop);
    }

    @Test
    void nothingIsAskedForThatNoColumnShows(FxRobot robot) throws Exception {
        InMemoryManager manager = new InMemoryManager(Set.of("drover:figures"));
        connect(robot, manager, SampleProcess.named(0, "api").build());
        toggle(robot, "Threads");
        assertThat(manager.requests.take()).isEqualTo("figures [THREADS]");

        toggle(robot, "Git branch");
        String asked = manager.requests.take();
        while (asked.equals("figures [THREADS]")) {
            asked = manager.requests.take();
        }
        assertThat(asked).isEqualTo("figures [THREADS, BRANCH]");

        toggle(robot, "Git branch");
        toggle(robot, "Threads");
        manager.requests.clear();
        robot.interact(() -> figures.want(Set.of()));
        assertThat(manager.requests).isEmpty();
    }

    @Test
    void threadsAndOpenFilesOfARunningServiceAreShownAndADotWhereNoneRuns(FxRobot robot)
            throws Exception {
        ProcessDescription runs = supervisor.node("busy");
        ProcessDescription stopped = supervisor.waiting("idle");
        supervisor.manager().stop(Target.id(stopped.id())).get();
        connect(
                robot,
                supervisor.manager(),
                supervisor.manager().list().get().toArray(ProcessDescription[]::new));
        toggle(robot, "Threads");
        toggle(robot, "Open files");
        Snapshots.until(() -> cell(robot, "threads", runs).matches("[0-9]+"));

        assertThat(Integer.parseInt(cell(robot, "threads", runs))).isGreaterThan(1);
        assertThat(Integer.parseInt(cell(robot, "openFiles", runs))).isGreaterThan(2);
        assertThat(cell(robot, "threads", stopped)).isEqualTo("·");
    }

    @Test
    void theRateOfTheDiskIsWhatCameBetweenTwoLooks(FxRobot robot) {
        InMemoryManager manager = new InMemoryManager(Set.of("drover:figures"));
        ProcessDescription api = SampleProcess.named(0, "api").build();
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        manager.figures = disk(at, 0);
        connect(robot, manager, api);
        toggle(robot, "Disk write/s");
        Snapshots.until(() -> manager.requests.poll() != null);
        manager.figures = disk(at.plusSeconds(2), 200 << 10);

        Snapshots.until(() -> cell(robot, "diskWritten", api).equals("100 KB/s"));
    }

    private static FigureSheet disk(Instant at, long written) {
        return new FigureSheet(
                at,
                Map.of(
                        0,
                        new ProcessFigures(
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.of(new Disk(0, written)),
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void whatAPm2DaemonElsewhereDoesNotTellIsEmptyAndTheTooltipSaysSo(FxRobot robot) {
        ProcessDescription api = SampleProcess.named(0, "api").build();
        connect(robot, new InMemoryManager(Set.of()), api);
        toggle(robot, "Threads");
        Snapshots.until(() -> !tip(robot, "threads", api).isEmpty());

        assertThat(cell(robot, "threads", api)).isEmpty();
        assertThat(tip(robot, "threads", api)).isEqualTo("A PM2 daemon does not tell this.");
    }

    @Test
    void ofAPm2DaemonOnThisMachineTheWindowReadsThemItself(FxRobot robot) throws Exception {
        ProcessDescription runs = supervisor.waiting("under-pm2");
        connect(robot, new InMemoryManager(Set.of()), runs);
        LiveFigures here =
                new LiveFigures(
                        state,
                        model,
                        new LiveFigures.Sources(
                                output,
                                errors,
                                () -> true,
                                lookedAt,
                                Optional.of(new FigureReader()::read)));
        robot.interact(() -> here.want(Set.of(Live.THREADS, Live.OPEN_FILES)));
        ObservableProcess row = model.row(runs.id()).orElseThrow();
        Snapshots.until(() -> row.liveProperty().get().figures().threads().isPresent());
        robot.interact(here::stop);

        assertThat(row.liveProperty().get().figures().threads()).hasValue(1);
        assertThat(row.liveProperty().get().figures().openFiles().orElseThrow()).isPositive();
    }

    @Test
    void errorsAndTheSizeOfOutputAreCountedUntilTheLogIsLookedAt(FxRobot robot) throws Exception {
        ProcessDescription echo = supervisor.echoing("echo");
        try (Bus bus = supervisor.manager().launchBus().get()) {
            bus.onEvent(
                    event -> {
                        output.accept(event);
                        errors.accept(event);
                    });
            connect(robot, supervisor.manager(), echo);
            toggle(robot, "Errors");
            toggle(robot, "Log/s");
            supervisor.manager().sendLineToStdin(echo.id(), "fine " + "x".repeat(8000)).get();
            supervisor.manager().sendLineToStdin(echo.id(), "Error: one").get();
            supervisor.manager().sendLineToStdin(echo.id(), "Error: two").get();
            Snapshots.until(() -> cell(robot, "errors", echo).equals("2"));
            Snapshots.until(() -> cell(robot, "logRate", echo).equals("1.6 KB/s"));

            robot.interact(() -> lookedAt.set(List.of(echo.id())));
            Snapshots.until(() -> cell(robot, "errors", echo).equals("·"));
        }
    }

    private void connect(FxRobot robot, ProcessManager manager, ProcessDescription... processes) {
        robot.interact(
                () -> {
                    model.replaceAll(List.of(processes), NOW);
                    state.set(new ConnectionState.Connected(manager));
                });
    }

    private void toggle(FxRobot robot, String title) {
        robot.interact(
                () ->
                        controller.columnMenu().getItems().stream()
                                .filter(item -> title.equals(item.getText()))
                                .map(CheckMenuItem.class::cast)
                                .forEach(item -> item.setSelected(!item.isSelected())));
        Snapshots.pulses(2);
    }

    private String cell(FxRobot robot, String column, ProcessDescription process) {
        return find(robot, column, process).map(TableCell::getText).orElse("no cell");
    }

    private String tip(FxRobot robot, String column, ProcessDescription process) {
        return find(robot, column, process)
                .flatMap(cell -> Optional.ofNullable(cell.getTooltip()))
                .map(Tooltip::getText)
                .orElse("");
    }

    private Optional<TableCell<?, ?>> find(
            FxRobot robot, String column, ProcessDescription process) {
        TableColumn<?, ?> wanted =
                table.getColumns().stream()
                        .filter(one -> column.equals(one.getId()))
                        .findFirst()
                        .orElseThrow();
        return robot.lookup(".table-cell").queryAllAs(TableCell.class).stream()
                .filter(cell -> cell.getTableColumn() == wanted)
                .filter(
                        cell ->
                                cell.getTableRow() != null
                                        && cell.getTableRow().getItem()
                                                instanceof ObservableProcess row
                                        && row.id() == process.id())
                .<TableCell<?, ?>>map(cell -> cell)
                .findFirst();
    }
}
