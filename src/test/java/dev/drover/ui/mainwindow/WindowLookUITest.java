package dev.drover.ui.mainwindow;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ModelUpdate;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.processtable.ProcessContextMenuController;
import dev.drover.ui.processtable.ProcessTableController;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;
import dev.drover.ui.testing.Screens;

import javafx.animation.AnimationTimer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The whole window with its real table, in both themes; leaves pictures in {@code target/screens}.
 * They show each state at the same second, which no real processes do: the list is in memory.
 */
@ExtendWith(WindowTest.class)
@Timeout(180)
class WindowLookUITest {

    private static final RestartPolicy NEVER = RestartPolicy.DEFAULT.withAutorestart(false);

    @TempDir static Path stateFolder;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final InMemoryManager manager = new InMemoryManager(Set.of("drover:runs"));
    private final AppActions app = new AppActions();
    private final NoticePane notices = new NoticePane();
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private SupervisorSession session;
    private ProcessActions actions;
    private Themes themes;
    private Stage stage;
    private TableView<?> table;

    @Start
    void show(Stage shown) {
        stage = shown;
        themes = new Themes(Theme.LIGHT);
        Ticker ticker = new Ticker(NOW);
        session =
                new SupervisorSession(
                        () -> CompletableFuture.completedFuture(manager),
                        model,
                        FxThread.EXECUTOR,
                        scheduler);
        actions = new ProcessActions(session.stateProperty(), model, surroundings.all());
        for (AppAction action :
                List.of(
                        AppAction.START_PROCESS,
                        AppAction.OPEN_PROJECT_FILE,
                        AppAction.TRY_DEMO,
                        AppAction.START_SUPERVISOR)) {
            app.on(action, () -> {});
        }
        ViewLoader loader = new ViewLoader();
        loader.register(
                        ProcessTableController.class,
                        () ->
                                new ProcessTableController(
                                        model,
                                        filter,
                                        actions,
                                        ticker,
                                        new ProcessTableController.Surroundings(
                                                new AppActions(),
                                                Memory.untilClosed(),
                                                new RecordingSurroundings(),
                                                "/home/me/.drover",
                                                _ -> {})))
                .register(
                        ProcessContextMenuController.class,
                        () -> new ProcessContextMenuController(new ActionBinder(actions, app)))
                .register(MainWindowController.class, () -> window(loader));
        Parent root = loader.load(MainWindowController.class, "MainWindow.fxml").root();
        Scene scene = new Scene(root, 1000, 700);
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.show();
    }

    private MainWindowController window(ViewLoader loader) {
        table =
                (TableView<?>)
                        loader.load(ProcessTableController.class, "ProcessTable.fxml").root();
        return new MainWindowController(
                new MainWindowController.Data(session, model, filter),
                new MainWindowController.Parts(
                        table,
                        new MainWindowController.Remembered(() -> "", _ -> {}),
                        new Dock(
                                List.of(
                                        new Dock.Page(
                                                AppAction.DOCK_LOGS,
                                                () -> new StackPane(new Label("the log")),
                                                _ -> {})),
                                app),
                        notices,
                        new Dialogs(() -> stage),
                        themes),
                new MainWindowController.Commands(
                        actions, app, surroundings, () -> {}, KeepInTray.NONE),
                new MainWindowController.Place(
                        new Home(Path.of("/home/me/.drover")),
                        "workbench",
                        WindowStateFile.read(stateFolder)));
    }

    @AfterEach
    void end() {
        session.close();
        scheduler.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theWindowIsReadable(Theme theme, FxRobot robot) throws Exception {
        robot.interact(() -> themes.themeProperty().set(theme));
        fill(robot);
        capture(robot, stage, "window-" + theme);
        robot.interact(() -> table.getSelectionModel().selectRange(1, 3));
        capture(robot, stage, "selected-" + theme);
        robot.interact(() -> table.getSelectionModel().clearSelection());

        Color background = theme == Theme.DARK ? Color.web("#0d1117") : Color.WHITE;
        for (TableCell<?, ?> cell : robot.lookup(".state-cell").queryAllAs(TableCell.class)) {
            if (!cell.isEmpty()) {
                Label glyph = (Label) cell.getGraphic();
                assertThat(contrast((Color) glyph.getTextFill(), background))
                        .as("%s in %s", cell.getText(), theme)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(contrast((Color) cell.getTextFill(), background))
                        .as("%s in %s", cell.getText(), theme)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theMenuShowsWithItsIconsAndKeys(Theme theme, FxRobot robot) throws Exception {
        robot.interact(() -> themes.themeProperty().set(theme));
        fill(robot);
        robot.interact(
                () -> {
                    table.getSelectionModel().select(5);
                    table.getContextMenu().show(table, 300, 150);
                });
        capture(robot, table.getContextMenu(), "menu-" + theme);

        assertThat(table.getContextMenu().getHeight()).isGreaterThan(200);
        robot.interact(() -> table.getContextMenu().hide());
    }

    @Test
    void theEmptyWindowInvites(FxRobot robot) throws Exception {
        connect(robot);
        capture(robot, stage, "empty-LIGHT");
        robot.interact(() -> themes.themeProperty().set(Theme.DARK));
        capture(robot, stage, "empty-DARK");

        assertThat(robot.lookup("#button-TRY_DEMO").query().isVisible()).isTrue();
    }

    @Test
    void noticesAndLossLieOverTheWindow(FxRobot robot) throws Exception {
        robot.interact(() -> themes.themeProperty().set(Theme.DARK));
        fill(robot);
        robot.interact(
                () -> {
                    notices.info("Copied.");
                    notices.error(
                            "Cannot restart payments: /srv/payments/main.js is not there."
                                    + " Put it back or delete the entry.");
                });
        capture(robot, stage, "notices-DARK");
        robot.interact(() -> app.run(AppAction.SHORTCUTS));
        Window dialog =
                Window.getWindows().stream().filter(one -> one != stage).findFirst().orElseThrow();
        capture(robot, dialog, "shortcuts-DARK");
        robot.interact(dialog::hide);

        assertThat(notices.getChildren()).hasSize(2);
    }

    private void connect(FxRobot robot) throws InterruptedException {
        CountDownLatch settled = new CountDownLatch(1);
        robot.interact(
                () -> model.revisionProperty().addListener((_, _, _) -> settled.countDown()));
        session.connect();
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        robot.interact(() -> {});
    }

    private void fill(FxRobot robot) throws InterruptedException {
        manager.list = samples();
        connect(robot);
        Instant begin = Instant.now();
        robot.interact(
                () -> {
                    for (int second = 1; second < 60; second++) {
                        Map<Integer, Metrics> metrics = new HashMap<>();
                        for (ProcessDescription process : samples()) {
                            double wave = 1 + Math.sin(second / 4.0 + process.id());
                            metrics.put(
                                    process.id(),
                                    new Metrics(
                                            wave * process.metrics().cpuPercent(),
                                            process.metrics().memoryBytes()));
                        }
                        model.apply(
                                new ModelUpdate(
                                        Optional.empty(),
                                        List.of(),
                                        Set.of(),
                                        metrics,
                                        begin.plusSeconds(second)));
                    }
                });
    }

    private static List<ProcessDescription> samples() {
        long mega = 1 << 20;
        return List.of(
                SampleProcess.named(0, "api").in("shop").uses(12.4, 84 * mega).build(),
                SampleProcess.named(1, "checkout").in("shop").uses(3.1, 61 * mega).build(),
                SampleProcess.named(2, "payments")
                        .in("shop")
                        .is(ProcessStatus.ERRORED)
                        .restarted(16, 16)
                        .ended(new ExitStatus.Exited(1))
                        .because("16 runs in a row lived less than 1 s")
                        .build(),
                SampleProcess.named(3, "mailer")
                        .in("shop")
                        .is(ProcessStatus.WAITING_RESTART)
                        .restartsAt(NOW.plusSeconds(4))
                        .restarted(3, 3)
                        .ended(new ExitStatus.Signaled(Signal.find("SIGSEGV").orElseThrow(), true))
                        .build(),
                SampleProcess.named(4, "search-indexer")
                        .in("search")
                        .withoutIpc()
                        .uses(97, 1250 * mega)
                        .restarted(1, 0)
                        .ended(new ExitStatus.Signaled(Signal.SIGKILL, false))
                        .startedAt(NOW.minusSeconds(300_000))
                        .build(),
                SampleProcess.named(5, "search-api").in("search").uses(0, 45 * mega).build(),
                SampleProcess.named(6, "migrate")
                        .in("ops")
                        .is(ProcessStatus.STOPPED)
                        .restart(NEVER)
                        .ended(new ExitStatus.Exited(0))
                        .build(),
                SampleProcess.named(7, "seed")
                        .in("ops")
                        .is(ProcessStatus.STOPPED)
                        .restart(NEVER)
                        .ended(new ExitStatus.Exited(3))
                        .build(),
                SampleProcess.named(8, "backup").in("ops").is(ProcessStatus.STOPPED).build(),
                SampleProcess.named(9, "cron").in("ops").is(ProcessStatus.LAUNCHING).build(),
                SampleProcess.named(10, "proxy").in("ops").is(ProcessStatus.STOPPING).build());
    }

    private static void capture(FxRobot robot, Window window, String name)
            throws InterruptedException, IOException {
        CountDownLatch pulses = new CountDownLatch(4);
        robot.interact(
                () ->
                        new AnimationTimer() {
                            @Override
                            public void handle(long now) {
                                pulses.countDown();
                                if (pulses.getCount() == 0) {
                                    stop();
                                }
                            }
                        }.start());
        assertThat(pulses.await(60, TimeUnit.SECONDS)).isTrue();
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = window.getScene().snapshot(null));
        Screens.write(image[0], name);
    }

    /** Contrast ratio of WCAG 2. */
    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
