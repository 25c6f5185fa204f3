package dev.drover.app;

import dev.drover.client.CustomActions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.project.TrustedFolders;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Desktop;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.Selection;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.logview.LogViewController;
import dev.drover.ui.mainwindow.Dock;
import dev.drover.ui.mainwindow.MainWindowController;
import dev.drover.ui.mainwindow.WindowStateFile;
import dev.drover.ui.messages.MessagesController;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.processtable.ProcessContextMenuController;
import dev.drover.ui.processtable.ProcessTableController;
import dev.drover.ui.sendmessage.SendMessageDialog;
import dev.drover.ui.signals.SignalPicker;
import dev.drover.ui.startprocess.StartProcessContext;
import dev.drover.ui.startprocess.StartProcessDialog;

import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * One window on one home: makes every part and connects them. The parts know each other only
 * through what is handed to them here. FX thread only.
 */
final class DroverWindow {

    private static final double WIDTH = 1180;
    private static final double HEIGHT = 760;

    private final ResourceBundle texts = ViewLoader.texts(DroverWindow.class);
    private final Home home;
    private final Map<String, String> environment;
    private final Path stateFolder;

    private final ExecutorService blocking =
            Executors.newCachedThreadPool(daemon("drover-blocking"));
    private final ScheduledExecutorService scheduler =
            // A connection may report its end after this window has closed: nobody is interested
            // then.
            new ScheduledThreadPoolExecutor(
                    1, daemon("drover-session"), new ThreadPoolExecutor.DiscardPolicy());
    private final SupervisorConnector connector;
    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final Ticker ticker = new Ticker(Instant.now());
    private final SupervisorSession session;

    private final NoticePane notices = new NoticePane();
    private final Dialogs dialogs = new Dialogs(this::stage);
    private final Themes themes = new Themes(Theme.AUTO);
    private final Choosers choosers = new Choosers(texts);
    private final Desktop desktop;
    private final AppActions appActions = new AppActions();
    private final ProcessActions processActions;
    private final ServiceStarter starter;
    private final ProjectOpener projects;
    private final Background background;
    private final SendMessageDialog messages;
    private final SignalPicker signals;
    private final StartProcessDialog startDialog;
    private final View<LogViewController> log;
    private final View<MessagesController> traffic;
    private final ProcessTableController table;
    private @Nullable Stage stage;

    /**
     * @param home whose supervisor is shown
     * @param environment the user's; services inherit it
     * @param stateFolder where the window keeps its size and what was explained
     * @param documents opens a URI with the program the system has for it
     */
    DroverWindow(
            Home home,
            Map<String, String> environment,
            Path stateFolder,
            Consumer<String> documents) {
        this.home = home;
        this.environment = environment;
        this.stateFolder = stateFolder;
        connector = new SupervisorConnector(home, () -> Pm2Home.is(home, environment), blocking);
        session = new SupervisorSession(connector::connect, model, FxThread.EXECUTOR, scheduler);
        desktop = new SystemDesktop(documents, notices);
        processActions =
                new ProcessActions(
                        session.stateProperty(),
                        model,
                        new ProcessActions.Surroundings(desktop, dialogs, notices));
        starter =
                new ServiceStarter(
                        session, home, environment, stateFolder, notices, texts, blocking);
        projects =
                new ProjectOpener(
                        home,
                        environment,
                        new TrustedFolders(stateFolder.resolve("trusted-folders.json")),
                        new ProjectOpener.Talk(notices, dialogs, texts),
                        starter::startAll,
                        blocking);
        SessionFeed feed = new SessionFeed(session, starter);
        background =
                new Background(
                        new Background.Place(environment, home, stateFolder),
                        new Background.Threads(scheduler, blocking),
                        notices,
                        texts);
        signals = new SignalPicker(processActions);
        messages = new SendMessageDialog(feed, stateFolder, this::talkOtherwise);
        log = LogViewController.load(feed, choosers);
        traffic = MessagesController.load(feed, this::sendAgain, processActions::runCustom);
        startDialog = new StartProcessDialog(startContext());
        table = new ProcessTableController(model, filter, processActions, ticker);
    }

    /** Shows the window and connects, starting a supervisor when none is alive. */
    void show(Stage shown) {
        stage = shown;
        View<MainWindowController> main = loadMain();
        Scene scene = new Scene(main.root(), WIDTH, HEIGHT);
        Themes.addTo(scene);
        shown.setScene(scene);
        main.controller().attach(shown);
        wireActions();
        shown.show();
        ticker.start();
        session.connect();
    }

    /** Tells that the window made a mistake, and where the details are. */
    void tellDefect(Path details) {
        notices.error(texts.getString("defect").formatted(details));
    }

    /** Reads a definition file and offers to start what it defines. */
    void openProjectFile(Path file) {
        projects.open(file);
    }

    /** Ends the connection and the threads; supervisor and services go on. */
    void close() {
        ticker.stop();
        messages.close();
        log.controller().close();
        traffic.controller().close();
        session.close();
        scheduler.shutdown();
        blocking.shutdown();
    }

    private View<MainWindowController> loadMain() {
        Dock dock =
                new Dock(
                        List.of(
                                new Dock.Page(AppAction.DOCK_LOGS, log.root(), _ -> {}),
                                new Dock.Page(
                                        AppAction.DOCK_MESSAGES,
                                        traffic.root(),
                                        traffic.controller()::setOnTop)),
                        appActions);
        ViewLoader loader =
                new ViewLoader()
                        .register(ProcessTableController.class, () -> table)
                        .register(
                                ProcessContextMenuController.class,
                                () ->
                                        new ProcessContextMenuController(
                                                new ActionBinder(processActions, appActions)));
        View<ProcessTableController> tableView =
                loader.load(ProcessTableController.class, "ProcessTable.fxml");
        loader.register(
                MainWindowController.class,
                () ->
                        new MainWindowController(
                                new MainWindowController.Data(session, model, filter),
                                new MainWindowController.Parts(
                                        tableView.root(),
                                        new MainWindowController.Remembered(
                                                table::columnLayout, table::setColumnLayout),
                                        dock,
                                        notices,
                                        dialogs,
                                        themes),
                                new MainWindowController.Commands(
                                        processActions, appActions, desktop, this::exit),
                                new MainWindowController.Place(
                                        home,
                                        Machine.hostName(environment),
                                        new WindowStateFile(stateFolder))));
        return loader.load(MainWindowController.class, "MainWindow.fxml");
    }

    private void wireActions() {
        appActions
                .on(AppAction.START_PROCESS, () -> startDialog.show(stage()))
                .on(
                        AppAction.OPEN_PROJECT_FILE,
                        () -> choosers.chooseProject(stage()).ifPresent(projects::open))
                .on(AppAction.TRY_DEMO, starter::tryDemo)
                .on(AppAction.FIND_IN_LOG, log.controller()::openFind)
                .on(AppAction.TOGGLE_FOLLOW, log.controller()::toggleFollow);
        if (!Pm2Home.is(home, environment)) {
            appActions.on(
                    AppAction.START_SUPERVISOR,
                    () -> {
                        connector.startWhenAbsent(true);
                        session.connect();
                    });
        }
        processActions
                .on(
                        ProcessAction.SEND_MESSAGE,
                        targets -> messages.show(stage(), descriptions(), targets.getFirst().id()))
                .on(ProcessAction.SEND_SIGNAL, targets -> signals.show(stage(), targets))
                .on(ProcessAction.RUN_ACTION, _ -> appActions.run(AppAction.DOCK_MESSAGES))
                .on(ProcessAction.SHOW_LOG, _ -> appActions.run(AppAction.DOCK_LOGS));
        processActions.selectionProperty().subscribe(s -> log.controller().show(s.processes()));
        processActions.selectionProperty().subscribe(this::showTraffic);
        model.revisionProperty().addListener((_, _, _) -> messages.setProcesses(descriptions()));
        session.stateProperty()
                .subscribe(
                        state -> {
                            if (state instanceof ConnectionState.Connected) {
                                log.controller().reload();
                            }
                        });
        background.attach(appActions);
        session.subscribe(background::accept);
        // Whoever told the supervisor to end does not want this window to start it again.
        session.subscribe(
                event -> {
                    if (event instanceof ProcessEvent.SupervisorStopping) {
                        connector.startWhenAbsent(false);
                    }
                });
    }

    private StartProcessContext startContext() {
        return new StartProcessContext(
                home.root(),
                environment,
                Home.userFolder(environment),
                starter::start,
                started -> started.stream().findFirst().ifPresent(p -> table.select(p.id())),
                choosers);
    }

    private List<ProcessDescription> descriptions() {
        return model.rows().stream().map(ObservableProcess::description).toList();
    }

    private void showTraffic(Selection selection) {
        traffic.controller().show(selection.processes());
        traffic.controller()
                .offer(
                        ProcessAction.RUN_ACTION.availability(selection).isEnabled()
                                ? CustomActions.of(selection.processes().getFirst())
                                : List.of());
    }

    private void talkOtherwise(SendMessageDialog.Alternative way) {
        List<ProcessDescription> targets = List.of(way.process());
        if (way.line()) {
            processActions.sendLine(targets);
        } else {
            signals.show(stage(), targets);
        }
    }

    private void sendAgain(int id, @Nullable Object message) {
        messages.show(stage(), descriptions(), id, message);
    }

    private Stage stage() {
        return Optional.ofNullable(stage).orElseThrow();
    }

    /**
     * Hides all windows, the youngest first; the toolkit ends with the last one. Platform.exit()
     * under an open dialog would crash it on Linux (spec/javafx.md section 3).
     */
    private void exit() {
        List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
