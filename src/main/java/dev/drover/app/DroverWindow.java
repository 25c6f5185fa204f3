package dev.drover.app;

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
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.mainwindow.MainWindowController;
import dev.drover.ui.mainwindow.WindowStateFile;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.MetricsHistoryFile;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.palette.Palette;
import dev.drover.ui.processtable.ProcessContextMenuController;
import dev.drover.ui.processtable.ProcessTableController;
import dev.drover.ui.sendmessage.SendMessageDialog;
import dev.drover.ui.signals.SignalPicker;
import dev.drover.ui.startprocess.StartProcessContext;
import dev.drover.ui.startprocess.StartProcessDialog;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
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
    private final MemoryFile memory;
    private final UserKeys userKeys;
    private final AppActions appActions;
    private final Palette palette;
    private final ProcessActions processActions;
    private final ServiceStarter starter;
    private final ProjectOpener projects;
    private final Background background;
    private final SendMessageDialog messages;
    private final SignalPicker signals;
    private final StartProcessDialog startDialog;
    private final DockPages pages;
    private final ProcessTableController table;
    private Consumer<Home> openHome = _ -> {};
    private @Nullable Stage stage;
    private CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);

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
        memory = new MemoryFile(stateFolder, blocking);
        userKeys = new UserKeys(ConfigFolder.of(environment), texts);
        appActions = new AppActions(userKeys.keys());
        connector = new SupervisorConnector(home, () -> Pm2Home.is(home, environment), blocking);
        session = new SupervisorSession(connector::connect, model, FxThread.EXECUTOR, scheduler);
        desktop = new SystemDesktop(documents, notices, texts, blocking);
        var surroundings = new ProcessActions.Surroundings(desktop, dialogs, notices);
        processActions = new ProcessActions(session.stateProperty(), model, surroundings);
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
        SessionFeed feed = new SessionFeed(session, starter, model, new PortStrangers(home));
        background =
                new Background(
                        new Background.Place(environment, home, stateFolder),
                        new Background.Threads(scheduler, blocking),
                        notices,
                        texts);
        signals = new SignalPicker(processActions);
        messages = new SendMessageDialog(feed, stateFolder, this::talkOtherwise);
        pages =
                new DockPages(
                        new DockPages.Sources(feed, model, ticker, processActions, appActions),
                        new DockPages.Ways(
                                surroundings,
                                choosers,
                                new EditorLauncher(environment, documents, blocking, texts),
                                new MetricsHistoryFile(stateFolder, home),
                                this::sendAgain));
        startDialog = new StartProcessDialog(startContext());
        table =
                new ProcessTableController(
                        model,
                        filter,
                        processActions,
                        ticker,
                        new ProcessTableController.Surroundings(
                                appActions, memory, dialogs, home.root().toString()));
        palette = new Palette(processActions, appActions, model, table::goTo, memory);
    }

    /** Shows the window and connects, starting a supervisor when none is alive. */
    void show(Stage shown) {
        stage = shown;
        View<MainWindowController> main = loadMain();
        Scene scene = new Scene(new StackPane(main.root(), palette.root()), WIDTH, HEIGHT);
        Themes.addTo(scene);
        shown.setScene(scene);
        main.controller().attach(shown);
        main.controller().showOverTable(table.heldHint());
        wireActions();
        shown.show();
        userKeys.tellProblems(notices);
        ticker.start();
        pages.start();
        session.connect();
        new LookAround(home, environment, texts)
                .start(scheduler, main.controller(), home -> openHome.accept(home));
    }

    /** Says who opens the window of another home. */
    void onOpenHome(Consumer<Home> open) {
        openHome = open;
    }

    /** Tells that the window made a mistake, and where the details are. */
    void tellDefect(Path details) {
        notices.error(texts.getString("defect").formatted(details));
    }

    /** Tells that no program of this desktop opens a file, a folder or a page. */
    void tellNotOpened(String uri) {
        String what = uri.startsWith("file:") ? Path.of(URI.create(uri)).toString() : uri;
        notices.error(texts.getString("notOpened").formatted(what));
    }

    /** Comes to the front, as a later start of the program wants, and opens its file. */
    void raise(Optional<Path> file) {
        stage().setIconified(false);
        stage().toFront();
        stage().requestFocus();
        file.ifPresent(projects::open);
    }

    /** Reads a definition file and offers to start what it defines. */
    void openProjectFile(Path file) {
        projects.open(file);
    }

    /** Ends the connection and the threads; supervisor and services go on. */
    void close() {
        ticker.stop();
        kept = pages.close();
        messages.close();
        session.close();
        memory.save();
        scheduler.shutdown();
        blocking.shutdown();
    }

    /** Completes, after {@link #close}, when what outlives the window is on the disk. */
    CompletableFuture<Void> kept() {
        return kept;
    }

    private View<MainWindowController> loadMain() {
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
                                        pages.dock(),
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
                .on(AppAction.PALETTE, palette::toggle)
                .on(AppAction.OPEN_KEYS_FILE, () -> userKeys.open(desktop, notices, blocking))
                .on(AppAction.TRY_DEMO, starter::tryDemo)
                .on(AppAction.FIND_IN_LOG, pages.log()::openFind)
                .on(AppAction.TOGGLE_FOLLOW, pages.log()::toggleFollow);
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
                .on(ProcessAction.SHOW_LOG, _ -> appActions.run(AppAction.DOCK_LOGS))
                .on(ProcessAction.WHY, _ -> appActions.run(AppAction.DOCK_WHY));
        processActions.selectionProperty().subscribe(pages::show);
        model.revisionProperty().addListener((_, _, _) -> messages.setProcesses(descriptions()));
        session.stateProperty()
                .subscribe(
                        state -> {
                            if (state instanceof ConnectionState.Connected) {
                                pages.log().reload();
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
                choosers,
                blocking);
    }

    private List<ProcessDescription> descriptions() {
        return model.rows().stream().map(ObservableProcess::description).toList();
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
     * Hides this window and what belongs to it, the youngest first; the toolkit ends with the last
     * window of all. Platform.exit() under an open dialog would crash it on Linux (spec/javafx.md
     * section 3).
     */
    private void exit() {
        List.copyOf(Window.getWindows()).reversed().stream()
                .filter(this::isOurs)
                .forEach(Window::hide);
    }

    private boolean isOurs(Window window) {
        Window owner =
                switch (window) {
                    case Stage dialog -> dialog.getOwner();
                    case PopupWindow popup -> popup.getOwnerWindow();
                    default -> null;
                };
        return window == stage || owner != null && isOurs(owner);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
