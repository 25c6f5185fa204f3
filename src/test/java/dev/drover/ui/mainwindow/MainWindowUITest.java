package dev.drover.ui.mainwindow;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import atlantafx.base.controls.Notification;

import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.KeyFile;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Language;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;
import dev.drover.ui.testing.Screens;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The frame around the views: connections that break when the test says so, daemons that refuse or
 * lack features, lists of a size that is given. So the manager is in memory; {@code WalkUITest}
 * walks the same window with a real supervisor.
 */
@ExtendWith(WindowTest.class)
@Timeout(180)
class MainWindowUITest {

    @TempDir static Path stateFolder;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final InMemoryManager manager = new InMemoryManager(Set.of("drover:runs"));
    private final List<String> done = new ArrayList<>();
    private final AskedTray tray = new AskedTray();
    private final AppActions appActions =
            new AppActions(
                    KeyFile.parse(
                                    Path.of("/home/me/keys.properties"),
                                    List.of("STOP = Alt+F9", "RECONNECT = Alt+F2"))
                            .keys());
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final List<AtomicBoolean> onTop = List.of(new AtomicBoolean(), new AtomicBoolean());
    private final CountDownLatch exited = new CountDownLatch(1);
    private CompletableFuture<ProcessManager> connection =
            CompletableFuture.completedFuture(manager);
    private SupervisorSession session;
    private Themes themes;
    private WindowStateFile stateFile;
    private Dock dock;
    private Stage stage;
    private MainWindowController controller;

    @Start
    void show(Stage shown) {
        stage = shown;
        themes = new Themes(Theme.LIGHT);
        stateFile = WindowStateFile.read(stateFolder.resolve("" + hashCode()));
        session = new SupervisorSession(() -> connection, model, FxThread.EXECUTOR, scheduler);
        Label log = new Label("the log");
        log.setFocusTraversable(true);
        Label why = new Label("the reason");
        why.setFocusTraversable(true);
        dock =
                new Dock(
                        List.of(
                                new Dock.Page(AppAction.DOCK_LOGS, () -> log, onTop.get(0)::set),
                                new Dock.Page(AppAction.DOCK_WHY, () -> why, onTop.get(1)::set)),
                        appActions);
        Label table = new Label("the table");
        table.setFocusTraversable(true);
        ViewLoader loader =
                new ViewLoader()
                        .register(
                                MainWindowController.class,
                                () ->
                                        new MainWindowController(
                                                new MainWindowController.Data(
                                                        session, model, filter),
                                                new MainWindowController.Parts(
                                                        table,
                                                        new MainWindowController.Remembered(
                                                                () -> "", _ -> {}),
                                                        dock,
                                                        new NoticePane(),
                                                        new Dialogs(() -> stage),
                                                        themes),
                                                commands(),
                                                new MainWindowController.Place(
                                                        new Home(Path.of("/home/me/.drover")),
                                                        "workbench",
                                                        stateFile)));
        View<MainWindowController> view =
                loader.load(MainWindowController.class, "MainWindow.fxml");
        Scene scene = new Scene(view.root(), 980, 700);
        Themes.addTo(scene);
        stage.setScene(scene);
        controller = view.controller();
        controller.attach(stage);
        stage.show();
    }

    /** A tray of the desktop, which the user is asked about once. */
    private static final class AskedTray implements KeepInTray {

        private boolean there;
        private Optional<Boolean> wanted = Optional.empty();
        private int kept;

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public Optional<Boolean> wanted() {
            return wanted;
        }

        @Override
        public void want(boolean now) {
            wanted = Optional.of(now);
        }

        @Override
        public void keep() {
            kept++;
        }
    }

    private MainWindowController.Commands commands() {
        return new MainWindowController.Commands(
                new ProcessActions(session.stateProperty(), model, surroundings.all()),
                appActions
                        .on(AppAction.START_PROCESS, () -> {})
                        .on(AppAction.OPEN_PROJECT_FILE, () -> {})
                        .on(AppAction.TRY_DEMO, () -> {})
                        .on(AppAction.PALETTE, () -> done.add("palette"))
                        .on(AppAction.OPEN_KEYS_FILE, () -> done.add("keys file")),
                surroundings,
                exited::countDown,
                tray);
    }

    @AfterEach
    void end() {
        session.close();
        scheduler.shutdownNow();
    }

    @Test
    void aKeyBringsAPageOfTheDockToTheFrontAndOnlyThatOneWorks(FxRobot robot) throws Exception {
        connect(robot);
        robot.interact(dock::makeNext);

        assertThat(onTop).extracting(AtomicBoolean::get).containsExactly(true, false);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);

        assertThat(onTop).extracting(AtomicBoolean::get).containsExactly(false, true);
        assertThat(stage.getScene().getFocusOwner()).isInstanceOf(Label.class);
        assertThat(((Label) stage.getScene().getFocusOwner()).getText()).isEqualTo("the reason");
    }

    @Test
    void thePagesOfTheDockAreMadeOneByOneTheOneOnTopFirst(FxRobot robot) throws Exception {
        connect(robot);
        TabPane tabs = (TabPane) dock.root();
        robot.interact(() -> dock.restore(AppAction.DOCK_WHY.name()));
        assertThat(tabs.getTabs()).allMatch(tab -> tab.getContent() == null);
        assertThat(onTop).extracting(AtomicBoolean::get).containsExactly(false, false);

        robot.interact(() -> assertThat(dock.makeNext()).isTrue());
        assertThat(tabs.getTabs().getFirst().getContent()).isNull();
        assertThat(onTop).extracting(AtomicBoolean::get).containsExactly(false, true);

        robot.interact(() -> assertThat(dock.makeNext()).isFalse());
        assertThat(tabs.getTabs()).noneMatch(tab -> tab.getContent() == null);
        assertThat(onTop).extracting(AtomicBoolean::get).containsExactly(false, true);
    }

    private WindowState saved() {
        stateFile.written().join();
        return new WindowStateFile(stateFolder.resolve("" + hashCode())).load();
    }

    @Test
    void theLanguageIsThatOfTheNextStart(FxRobot robot) throws Exception {
        connect(robot);
        assertThat(appActions.isOn(AppAction.LANGUAGE_AUTO).get()).isTrue();
        robot.interact(() -> appActions.run(AppAction.LANGUAGE_RUSSIAN));

        assertThat(appActions.isOn(AppAction.LANGUAGE_RUSSIAN).get()).isTrue();
        robot.interact(stage::hide);
        assertThat(saved().language()).isEqualTo(Language.RUSSIAN);
    }

    @Test
    void thePageOfTheDockOnTopIsRemembered(FxRobot robot) throws Exception {
        connect(robot);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        robot.interact(stage::hide);

        assertThat(saved().dockPage()).isEqualTo("DOCK_WHY");
    }

    @Test
    void withoutProcessesItSaysHowToBegin(FxRobot robot) throws InterruptedException {
        connect(robot);

        assertThat(robot.lookup("#empty-state").query().isVisible()).isTrue();
        assertThat(robot.lookup("#empty-command").queryAs(Label.class).getText())
                .isEqualTo("PM2_HOME=/home/me/.drover npx pm2 start app.js");
    }

    @Test
    void theEmptyStateGoesWithTheFirstProcess(FxRobot robot) throws InterruptedException {
        manager.list = List.of(SampleProcess.named(0, "api").build());
        connect(robot);

        assertThat(robot.lookup("#empty-state").query().isVisible()).isFalse();
    }

    @Test
    void theStatusBarCountsByState(FxRobot robot) throws InterruptedException {
        manager.list =
                List.of(
                        SampleProcess.named(0, "a").build(),
                        SampleProcess.named(1, "b").build(),
                        SampleProcess.named(2, "c").is(ProcessStatus.ERRORED).build());
        connect(robot);

        assertThat(text(robot, "#count-running")).isEqualTo("● 2 running");
        assertThat(text(robot, "#count-failed")).isEqualTo("✕ 1 failed");
        assertThat(robot.lookup("#count-stopped").query().isVisible()).isFalse();
        assertThat(stage.getTitle()).isEqualTo("(1) Drover");
    }

    @Test
    void theSidebarFiltersByNamespace(FxRobot robot) throws InterruptedException {
        manager.list =
                List.of(
                        SampleProcess.named(0, "a").in("shop").build(),
                        SampleProcess.named(1, "b").in("ops").build());
        connect(robot);
        ListView<?> sidebar = robot.lookup("#sidebar").queryListView();
        assertThat(sidebar.getItems()).hasSize(3);
        robot.interact(() -> sidebar.getSelectionModel().select(1));

        assertThat(filter.namespaceProperty().get()).contains("ops");
    }

    private HomeLines homes(HomeLine... lines) {
        return new HomeLines(
                List.of(lines),
                home -> done.add(home.root().toString()),
                folder -> done.add("dropped " + folder));
    }

    @Test
    void aHomeThatTheUserAddedIsRemovedByItsMenu(FxRobot robot) throws InterruptedException {
        connect(robot);
        Home added = new Home(Path.of("/srv/jobs/home"));
        robot.interact(
                () ->
                        controller.showHomes(
                                homes(
                                        new HomeLine(
                                                added,
                                                false,
                                                Optional.of(() -> done.add("removed"))))));
        Button line = robot.lookup("…/jobs/home").queryAs(Button.class);
        assertThat(line.getTooltip().getText()).isEqualTo("/srv/jobs/home, nothing runs there");
        assertThat(line.getStyleClass()).contains("asleep");
        robot.interact(line.getContextMenu().getItems().getLast()::fire);

        assertThat(done).containsExactly("removed");
    }

    @Test
    void anotherHomeThatIsAliveIsOneClickAway(FxRobot robot) throws InterruptedException {
        connect(robot);
        assertThat(robot.lookup("#homes").query().isVisible()).isFalse();
        Home pm2 = new Home(Path.of("/home/me/.pm2"));
        robot.interact(
                () -> controller.showHomes(homes(new HomeLine(pm2, true, Optional.empty()))));
        robot.clickOn("…/me/.pm2");
        assertThat(done).containsExactly("/home/me/.pm2");

        robot.interact(() -> controller.showHomes(homes()));
        assertThat(robot.lookup("#homes").query().isVisible()).isFalse();
    }

    @Test
    void homesOnOtherMachinesStandThereWithTheirStateAndAMenu(FxRobot robot) {
        RemoteLine open =
                new RemoteLine(
                        "box",
                        "~/.drover",
                        "connected",
                        StatusWord.Role.SUCCESS,
                        false,
                        () -> done.add("open"),
                        Optional.of(() -> done.add("disconnect")),
                        () -> done.add("forget"));
        RemoteLine closed =
                new RemoteLine(
                        "db",
                        "~/.pm2",
                        "not connected",
                        StatusWord.Role.MUTED,
                        false,
                        () -> {},
                        Optional.empty(),
                        () -> done.add("forget db"));
        robot.interact(() -> controller.showRemoteHomes(List.of(open, closed)));
        Button line = robot.lookup("box ~/.drover").queryButton();
        assertThat(line.getAccessibleText()).isEqualTo("box ~/.drover: connected");
        robot.interact(line::fire);
        List<MenuItem> items = line.getContextMenu().getItems();
        robot.interact(items.get(1)::fire);
        assertThat(items.get(2).isDisable()).isTrue();
        assertThat(items.get(2).getText()).contains("close its window first");

        List<MenuItem> other = robot.lookup("db ~/.pm2").queryButton().getContextMenu().getItems();
        assertThat(other.get(1).isDisable()).isTrue();
        robot.interact(other.get(2)::fire);
        assertThat(done).containsExactly("open", "disconnect", "forget db");
    }

    @Test
    void aHomeWithALongPathKeepsTheNameOfItsMachine(FxRobot robot) {
        RemoteLine line =
                new RemoteLine(
                        "build-server",
                        "/srv/very/long/folder/of/somebody/with/many/projects/.drover",
                        "connected",
                        StatusWord.Role.SUCCESS,
                        false,
                        () -> {},
                        Optional.empty(),
                        () -> {});
        robot.interact(() -> controller.showRemoteHomes(List.of(line)));
        Snapshots.pulses(2);

        Label machine = robot.lookup("build-server").queryAs(Label.class);
        assertThat(machine.lookup(".text")).isInstanceOf(Text.class);
        assertThat(((Text) machine.lookup(".text")).getText()).isEqualTo("build-server");
        assertThat(machine.localToScene(machine.getBoundsInLocal()).getMaxX())
                .isLessThanOrEqualTo(robot.lookup("#homes").query().getBoundsInParent().getMaxX());
    }

    @Test
    void theEmptyListLeavesTheSidebarItsPlaceInANarrowWindow(FxRobot robot) throws Exception {
        connect(robot);
        Pane buttons = robot.lookup("#empty-buttons").queryAs(Pane.class);
        robot.interact(() -> ((Labeled) buttons.getChildren().get(1)).setText("x".repeat(40)));
        robot.interact(() -> stage.setWidth(640));
        Snapshots.pulses(3);

        Node sidebar = robot.lookup("#sidebar").query();
        assertThat(sidebar.localToScene(sidebar.getBoundsInLocal()).getMinX())
                .isGreaterThanOrEqualTo(0);
        for (Node button : buttons.getChildren()) {
            assertThat(button.localToScene(button.getBoundsInLocal()).getMaxX())
                    .isLessThanOrEqualTo(stage.getScene().getWidth());
        }
    }

    @Test
    void aNarrowStatusBarGivesUpTheNameOfTheHostBeforeItsLoad(FxRobot robot) throws Exception {
        connect(robot);
        robot.interact(() -> controller.showHostLoad("CPU 100 %   RAM 23.4 of 23.5 GB"));
        robot.interact(() -> stage.setWidth(640));
        Snapshots.pulses(3);

        Label load = robot.lookup("#host-load").queryAs(Label.class);
        assertThat(((Text) load.lookup(".text")).getText()).isEqualTo(load.getText());
        assertThat(load.localToScene(load.getBoundsInLocal()).getMaxX())
                .isLessThanOrEqualTo(stage.getScene().getWidth());
        robot.interact(() -> controller.showHostLoad("CPU 100 %   " + "RAM ".repeat(8)));
        Snapshots.pulses(3);
        Label host = robot.lookup("#hostText").queryAs(Label.class);
        assertThat(host.isVisible()).isFalse();
        assertThat(((Text) load.lookup(".text")).getText()).isEqualTo(load.getText());

        robot.interact(() -> stage.setWidth(1400));
        Snapshots.pulses(3);
        assertThat(host.isVisible()).isTrue();
    }

    @Test
    void aChosenNamespaceThatEmptiesGivesWayToAll(FxRobot robot) throws InterruptedException {
        manager.list = List.of(SampleProcess.named(1, "b").in("ops").build());
        connect(robot);
        robot.interact(() -> filter.namespaceProperty().set(Optional.of("ops")));
        robot.interact(() -> model.replaceAll(List.of(), NOW));

        assertThat(filter.namespaceProperty().get()).isEmpty();
    }

    @Test
    void aSlashGoesToTheFilter(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(() -> stage.getScene().getRoot().requestFocus());
        robot.write('/');
        robot.write("api");

        assertThat(robot.lookup("#filter-field").queryAs(TextField.class).isFocused()).isTrue();
        assertThat(filter.textProperty().get()).isEqualTo("api");
    }

    @Test
    void aStateThatDoesNotExistIsNamedBesideTheField(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(() -> filter.textProperty().set("is:faild"));
        assertThat(text(robot, "#filter-problem"))
                .isEqualTo("There is no state “faild”: running, failed, waiting, stopped …");

        robot.interact(() -> filter.textProperty().set("is:failed"));
        assertThat(robot.lookup("#filter-problem").query().isVisible()).isFalse();
    }

    @Test
    void escapeClearsTheFilter(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(
                () -> {
                    filter.textProperty().set("api");
                    robot.lookup("#filter-field").query().requestFocus();
                });
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);

        assertThat(filter.textProperty().get()).isEmpty();
    }

    @Test
    void aLostConnectionSaysWhyAndCanBeMadeAgain(FxRobot robot) throws Exception {
        WritableImage[] lost = new WritableImage[1];
        connection = CompletableFuture.failedFuture(new RequestException("Nothing listens there."));
        session.connect();
        await(state -> state instanceof ConnectionState.Lost);
        robot.interact(() -> lost[0] = stage.getScene().snapshot(null));
        Screens.write(lost[0], "lost-LIGHT");
        assertThat(robot.lookup("#connection-bar").query().isVisible()).isTrue();
        assertThat(isOutdated(robot)).isTrue();

        connection = CompletableFuture.completedFuture(manager);
        robot.interact(() -> appActions.run(AppAction.RECONNECT));
        await(state -> state instanceof ConnectionState.Connected);
        robot.interact(() -> {});
        assertThat(robot.lookup("#connection-bar").query().isVisible()).isFalse();
        assertThat(isOutdated(robot)).isFalse();
    }

    /** Whether it shows that nobody knows how the processes are. */
    private static boolean isOutdated(FxRobot robot) {
        return robot.lookup("#main-window").query().getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("outdated"));
    }

    @Test
    void theFilterFieldStaysInSightInANarrowWindow(FxRobot robot) throws Exception {
        connect(robot);
        Button start = robot.lookup("#button-START").queryButton();
        robot.interact(() -> stage.setWidth(1400));
        Snapshots.pulses(3);
        assertThat(start.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);
        robot.interact(() -> stage.setWidth(640));
        Snapshots.pulses(3);
        assertThat(start.getContentDisplay()).isEqualTo(ContentDisplay.GRAPHIC_ONLY);
        TextField field = robot.lookup("#filter-field").queryAs(TextField.class);
        assertThat(field.getWidth()).isGreaterThan(180);
        assertThat(field.localToScene(field.getBoundsInLocal()).getMaxX())
                .isLessThanOrEqualTo(stage.getScene().getWidth());

        robot.interact(() -> stage.setWidth(1400));
        Snapshots.pulses(3);
        assertThat(start.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);
    }

    @Test
    void aWindowThatIsNarrowFromTheBeginningShowsItsFilterAndItsLoad(FxRobot robot)
            throws Exception {
        robot.interact(stage::hide);
        robot.interact(() -> stage.setWidth(640));
        robot.interact(stage::show);
        connect(robot);
        robot.interact(() -> controller.showHostLoad("CPU 100 %   RAM 23.4 of 23.5 GB"));
        Snapshots.pulses(3);

        for (String id : List.of("#filter-field", "#host-load")) {
            Node node = robot.lookup(id).query();
            assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX())
                    .as(id)
                    .isLessThanOrEqualTo(stage.getScene().getWidth());
        }
        Label state = robot.lookup("#connectionGlyph").queryAs(Label.class);
        assertThat(state.getWidth()).isGreaterThanOrEqualTo(state.prefWidth(-1));
    }

    @Test
    void aWindowIsNeverLargerThanItsScreen(FxRobot robot) {
        double most = Screen.getPrimary().getVisualBounds().getWidth();
        robot.interact(
                () -> {
                    stage.hide();
                    stage.setWidth(most + 500);
                    stage.show();
                });

        assertThat(stage.getWidth()).isEqualTo(most);
    }

    @Test
    void aWindowWhoseTitleCameUpAboveTheScreenIsBroughtDown(FxRobot robot) {
        robot.interact(() -> stage.setY(-20));
        robot.interact(() -> {});

        assertThat(stage.getY()).isZero();
    }

    @Test
    void aWindowThatIsInUseIsLeftWhereItIs(FxRobot robot) {
        robot.push(KeyCode.SHIFT);
        robot.interact(() -> stage.setY(-20));
        robot.interact(() -> {});

        assertThat(stage.getY()).isEqualTo(-20);
    }

    @Test
    void closingForTheFirstTimeSaysThatProcessesKeepRunning(FxRobot robot)
            throws InterruptedException {
        manager.list = List.of(SampleProcess.named(0, "api").build());
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        assertThat(stage.isShowing()).isTrue();
        robot.clickOn("Close window");

        assertThat(stage.isShowing()).isFalse();
        assertThat(manager.requests).doesNotContain("shutdown");
    }

    @Test
    void whereThereIsATrayClosingAsksOnceWhetherToKeepTheWindowThere(FxRobot robot)
            throws InterruptedException {
        tray.there = true;
        manager.list = List.of(SampleProcess.named(0, "api").build());
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        robot.clickOn("Keep in the tray");
        assertThat(tray.wanted).contains(true);
        assertThat(tray.kept).isEqualTo(1);

        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        assertThat(tray.kept).isEqualTo(2);
        assertThat(stage.isShowing()).isTrue();
    }

    @Test
    void whoDoesNotWantTheTrayIsNotAskedAgain(FxRobot robot) throws InterruptedException {
        tray.there = true;
        manager.list = List.of(SampleProcess.named(0, "api").build());
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        robot.clickOn("Close window");
        assertThat(tray.wanted).contains(false);
        assertThat(stage.isShowing()).isFalse();

        robot.interact(() -> stage.show());
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        assertThat(stage.isShowing()).isFalse();
        assertThat(tray.kept).isZero();
    }

    @Test
    void cancellingTheQuestionOfTheTrayDecidesNothing(FxRobot robot) throws InterruptedException {
        tray.there = true;
        manager.list = List.of(SampleProcess.named(0, "api").build());
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        robot.clickOn("Cancel");
        assertThat(tray.wanted).isEmpty();
        assertThat(stage.isShowing()).isTrue();
    }

    @Test
    void aWindowThatIsToBeKeptStaysWhenNothingRuns(FxRobot robot) throws InterruptedException {
        tray.there = true;
        tray.wanted = Optional.of(true);
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        assertThat(tray.kept).isEqualTo(1);
    }

    @Test
    void withoutATrayAWindowThatWasKeptIsClosed(FxRobot robot) throws InterruptedException {
        tray.wanted = Optional.of(true);
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.CLOSE_WINDOW));
        assertThat(stage.isShowing()).isFalse();
    }

    @Test
    void aWindowThatIsTooNarrowIsCutAtItsRightOnly(FxRobot robot) {
        robot.interact(
                () -> {
                    stage.setMinWidth(0);
                    stage.setWidth(420);
                    stage.getScene().getRoot().applyCss();
                    stage.getScene().getRoot().layout();
                });
        Node menu = robot.lookup("#main-window .menu-bar").query();
        assertThat(menu.localToScene(menu.getBoundsInLocal()).getMinX()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void closingWithNothingRunningJustCloses(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(
                () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));

        assertThat(stage.isShowing()).isFalse();
    }

    @Test
    void quittingAsksAndThenStopsEverything(FxRobot robot) throws InterruptedException {
        manager.list = List.of(SampleProcess.named(0, "api").build());
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.QUIT_AND_STOP));
        assertThat(manager.requests).doesNotContain("shutdown");
        robot.clickOn("Stop everything");

        assertThat(exited.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(manager.requests).contains("shutdown");
    }

    @Test
    void theShortcutSheetNamesEveryKeyAndTheFile(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.SHORTCUTS));

        assertThat(robot.lookup(".key").queryAll()).hasSizeGreaterThan(25);
        assertThat(shown(robot)).contains("Alt+F9", "E, Shift+E").doesNotContain("F9");
        assertThat(text(robot, "#keys-file")).contains("/home/me/keys.properties");
        robot.clickOn("#open-keys-file");
        assertThat(done).containsExactly("keys file");
        robot.clickOn("Close");
    }

    @Test
    void aQuestionMarkOpensTheSheet(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(() -> stage.getScene().getRoot().requestFocus());
        robot.write('?');

        assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isPresent();
        robot.clickOn("Close");
    }

    @Test
    void aCommandThatNoMenuHasGetsAKeyFromTheFile(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(() -> appActions.on(AppAction.RECONNECT, () -> done.add("reconnect")));
        robot.push(KeyCode.ALT, KeyCode.F2);

        assertThat(done).containsExactly("reconnect");
    }

    @Test
    void bothKeysOfThePaletteOpenIt(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);

        assertThat(done).containsExactly("palette", "palette");
    }

    @Test
    void theMenuMarksThePresentTheme(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.THEME_DARK));
        MenuBar bar = robot.lookup(".menu-bar").queryAs(MenuBar.class);
        List<RadioMenuItem> choices =
                bar.getMenus().get(2).getItems().stream()
                        .filter(Menu.class::isInstance)
                        .limit(1)
                        .flatMap(menu -> ((Menu) menu).getItems().stream())
                        .map(RadioMenuItem.class::cast)
                        .toList();
        assertThat(choices)
                .extracting(RadioMenuItem::isSelected)
                .containsExactly(false, false, true);

        // Again the one that is chosen: it stays so.
        robot.interact(
                () -> {
                    choices.get(2).setSelected(false);
                    choices.get(2).fire();
                });
        assertThat(choices)
                .extracting(RadioMenuItem::isSelected)
                .containsExactly(false, false, true);
    }

    @Test
    void aKeyGivesTheTableOrTheDockTheWholeRoomAndTakesItBack(FxRobot robot)
            throws InterruptedException {
        connect(robot);
        assertThat(regions(robot)).containsExactly(true, true, true, true);

        robot.push(KeyCode.F4);
        assertThat(regions(robot)).containsExactly(true, true, false, true);
        robot.push(KeyCode.F8);
        assertThat(regions(robot)).containsExactly(true, false, true, true);
        robot.push(KeyCode.F11);
        assertThat(regions(robot)).containsExactly(false, false, true, false);
        robot.push(KeyCode.F11);
        assertThat(regions(robot)).containsExactly(true, true, true, true);
    }

    @Test
    void theRoomIsSharedAsBeforeWhenBothAreBack(FxRobot robot) throws InterruptedException {
        connect(robot);
        double before = tableHeight(robot);
        for (KeyCode key : List.of(KeyCode.F4, KeyCode.F11, KeyCode.F11, KeyCode.F8, KeyCode.F8)) {
            robot.push(key);
            Snapshots.pulses(3);
        }

        assertThat(tableHeight(robot)).isCloseTo(before, within(3.0));
    }

    private static double tableHeight(FxRobot robot) {
        return robot.lookup("the table").query().getParent().getLayoutBounds().getHeight();
    }

    /** As it has at each start whose size is not that of the scene. */
    @Test
    void tableAndDockKeepTheirSharesInAWindowOfAnotherHeight(FxRobot robot) throws Exception {
        connect(robot);
        SplitPane halves = robot.lookup("#dockSplit").queryAs(SplitPane.class);
        robot.interact(() -> stage.setHeight(440));
        Snapshots.pulses(3);

        assertThat(halves.getDividerPositions()[0])
                .isCloseTo(WindowState.FIRST.dockDivider(), within(0.01));
        robot.interact(() -> controller.detach(stage));
        stateFile.written().join();
        assertThat(stateFile.load().dockDivider()).isEqualTo(WindowState.FIRST.dockDivider());
    }

    @Test
    void whatIsRememberedIsTheWholeWindow(FxRobot robot) throws InterruptedException {
        connect(robot);
        robot.push(KeyCode.F11);
        robot.interact(stage::hide);

        WindowState saved = saved();
        assertThat(saved.sidebarWidth()).isCloseTo(WindowState.FIRST.sidebarWidth(), within(2.0));
        assertThat(saved.dockDivider()).isBetween(0.3, 0.8);
    }

    @Test
    void theSidebarKeepsItsWidthWhateverTheWidthOfTheWindow(FxRobot robot) throws Exception {
        connect(robot);
        double before = sidebarWidth(robot);
        assertThat(before).isCloseTo(WindowState.FIRST.sidebarWidth(), within(2.0));

        robot.interact(() -> stage.setWidth(stage.getWidth() - 200));
        Snapshots.pulses(3);
        assertThat(sidebarWidth(robot)).isCloseTo(before, within(2.0));

        robot.push(KeyCode.F11);
        robot.interact(() -> stage.setWidth(stage.getWidth() + 200));
        robot.push(KeyCode.F11);
        Snapshots.pulses(3);
        assertThat(sidebarWidth(robot)).isCloseTo(before, within(2.0));
    }

    private static double sidebarWidth(FxRobot robot) {
        return robot.lookup("#sidebar").query().getParent().getLayoutBounds().getWidth();
    }

    @Test
    void theMenuNamesKeysThatTheWindowItselfListensTo(FxRobot robot) throws Exception {
        connect(robot);

        assertThat(accelerator("FILTER_LIST")).isEqualTo("/");
        assertThat(accelerator("NEXT_REGION")).isEqualTo("F6");
        assertThat(accelerator("SHOW_LOG")).isEqualTo("↵");
        robot.clickOn("#filter-field").write("a/b");
        assertThat(robot.lookup("#filter-field").queryTextInputControl().getText())
                .isEqualTo("a/b");
    }

    @Test
    void aKeyOfACommandThatCannotBeUsedSaysWhy(FxRobot robot) throws Exception {
        connect(robot);
        robot.interact(() -> robot.lookup("#sidebar").query().requestFocus());
        robot.push(KeyCode.F7);

        assertThat(surroundings.notices).containsExactly("Start — select a process first");
    }

    @Test
    void aKeyOfACommandOfTheWindowThatNobodyCarriesOutSaysWhy(FxRobot robot) throws Exception {
        connect(robot);
        robot.interact(() -> appActions.off(AppAction.OPEN_PROJECT_FILE));
        robot.push(KeyCode.CONTROL, KeyCode.O);

        assertThat(noticesShown(robot))
                .containsExactly("Open project file… — on the machine of the home only");
        Notification card =
                (Notification)
                        robot.lookup(".notice-pane")
                                .queryAs(NoticePane.class)
                                .getChildren()
                                .getFirst();
        assertThat(((FontIcon) card.getGraphic()).getIconCode()).isEqualTo(Feather.INFO);
    }

    @Test
    void theKeyThatUndoesADeletionUndoesTypingInAField(FxRobot robot) throws Exception {
        connect(robot);
        robot.interact(() -> appActions.on(AppAction.UNDO_DELETE, () -> done.add("undo")));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(done).containsExactly("undo");

        TextField field = robot.lookup("#filter-field").queryAs(TextField.class);
        robot.interact(field::requestFocus);
        robot.write("a");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(field.getText()).isEmpty();
        assertThat(done).containsExactly("undo");
    }

    @Test
    void anOfferStandsInTheCornerUntilItIsTakenOrTakenAway(FxRobot robot) throws Exception {
        connect(robot);
        NoticePane notices = robot.lookup(".notice-pane").queryAs(NoticePane.class);
        robot.interact(() -> notices.offer("Deleted api.", "Undo", () -> done.add("undo")));
        robot.clickOn("Undo");
        assertThat(done).containsExactly("undo");
        assertThat(notices.getChildren()).isEmpty();

        List<Runnable> away = new ArrayList<>();
        robot.interact(() -> away.add(notices.offer("Deleted api.", "Undo", () -> {})));
        assertThat(notices.getChildren()).hasSize(1);
        robot.interact(() -> away.getFirst().run());
        assertThat(notices.getChildren()).isEmpty();
    }

    private static List<String> noticesShown(FxRobot robot) {
        return robot.lookup(".notice-pane").queryAs(NoticePane.class).getChildren().stream()
                .map(Node::getAccessibleText)
                .toList();
    }

    private String accelerator(String id) {
        MenuBar bar = (MenuBar) stage.getScene().lookup(".menu-bar");
        return bar.getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> id.equals(item.getId()))
                .map(item -> item.getAccelerator().getDisplayText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theProgramSaysItsVersion(FxRobot robot) throws Exception {
        connect(robot);
        robot.interact(() -> appActions.run(AppAction.ABOUT));

        assertThat(robot.lookup(".label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .anyMatch(text -> text.contains("Version ") && text.contains("JavaFX 26"));
    }

    /** Sidebar, table, dock, tool bar. */
    private List<Boolean> regions(FxRobot robot) {
        return List.of(
                robot.lookup("#sidebar").tryQuery().isPresent(),
                robot.lookup("the table").tryQuery().isPresent(),
                robot.lookup("#dock").tryQuery().isPresent(),
                robot.lookup("#button-START")
                        .tryQuery()
                        .filter(node -> node.getParent().getParent().isVisible())
                        .isPresent());
    }

    private static List<String> shown(FxRobot robot) {
        return robot.lookup(".key").queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    private void connect(FxRobot robot) throws InterruptedException {
        session.connect();
        await(state -> state instanceof ConnectionState.Connected);
        robot.interact(() -> {});
    }

    private void await(Predicate<ConnectionState> wanted) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        FxThread.EXECUTOR.execute(
                () ->
                        session.stateProperty()
                                .subscribe(
                                        state -> {
                                            if (wanted.test(state)) {
                                                reached.countDown();
                                            }
                                        }));
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }
}
