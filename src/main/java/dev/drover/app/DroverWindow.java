package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.domain.Home;
import dev.drover.project.TrustedFolders;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Desktop;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.logview.SourceOpener;
import dev.drover.ui.mainwindow.KeepInTray;
import dev.drover.ui.mainwindow.MainWindowController;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.MetricsHistoryFile;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.palette.Palette;
import dev.drover.ui.processtable.ProcessContextMenuController;
import dev.drover.ui.processtable.ProcessTableController;
import dev.drover.ui.startprocess.EditProcessDialog;
import dev.drover.ui.startprocess.StartProcessContext;
import dev.drover.ui.startprocess.StartProcessDialog;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
    private final Residence residence;
    private final Home home;
    private final Optional<RemoteAccess> remote;
    private final Map<String, String> environment;
    private final Settings settings;

    private final ExecutorService blocking =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("drover-blocking").factory());
    private final ScheduledExecutorService scheduler =
            // A connection may report its end when this window is closed: nobody listens then.
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().daemon().name("drover-session").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());
    private final SupervisorConnector connector;
    private final ProcessListModel model = new ProcessListModel();
    private final ListFilter filter = new ListFilter();
    private final Ticker ticker = new Ticker(Instant.now());
    private final SupervisorSession session;

    private final NoticePane notices = new NoticePane();
    private final Dialogs dialogs = new Dialogs(this::stage);
    private final Themes themes;
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
    private final LineNotices lines;
    private final ServiceDialogs serviceDialogs;
    private final StartProcessDialog startDialog;
    private final DockPages pages;
    private final RowFigures figures;
    private final ProcessTableController table;
    private Consumer<Residence> openHome = _ -> {};
    private Optional<KnownHomes> homes = Optional.empty();
    private Optional<RemoteSidebar> side = Optional.empty();
    private KeepInTray tray = KeepInTray.NONE;
    private @Nullable Stage stage;
    private Runnable detach = () -> {};
    private CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);

    /**
     * @param residence where the home is
     * @param environment the user's; services inherit it
     * @param settings how it was left, and the user's keys
     * @param documents opens a URI with the program the system has for it
     * @param themes the look, one for all windows
     */
    DroverWindow(
            Residence residence,
            Map<String, String> environment,
            Settings settings,
            Consumer<String> documents,
            Themes themes) {
        this.themes = themes;
        this.residence = residence;
        this.home = residence.home();
        remote = residence.remote().map(far -> RemoteAccess.of(far, environment, texts));
        this.environment = environment;
        this.settings = settings;
        Path stateFolder = settings.stateFolder();
        memory = settings.memory();
        userKeys = settings.keys();
        appActions = new AppActions(userKeys.keys());
        connector = new SupervisorConnector(home, () -> Pm2Home.is(home, environment), blocking);
        var connect = RemoteAccess.connector(remote, connector);
        session = new SupervisorSession(connect, model, FxThread.EXECUTOR, scheduler);
        desktop = new SystemDesktop(documents, environment, notices, texts, blocking);
        var editor = new EditorLauncher(environment, documents, blocking, texts);
        Desktop there = remote.map(far -> far.desktop(desktop, notices)).orElse(desktop);
        var surroundings = new ProcessActions.Surroundings(there, dialogs, notices);
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
        SessionFeed feed =
                new SessionFeed(session, starter, model, new PortStrangers(home, remote.isEmpty()));
        background =
                new Background(
                        new Background.Place(
                                environment, residence.atLogin(environment), stateFolder),
                        new Background.Threads(scheduler, blocking),
                        notices,
                        texts,
                        new Background.Front(() -> raise(Optional.empty()), this::why));
        lines = new LineNotices(home, memory, model, background, scheduler, this::stage);
        startDialog = new StartProcessDialog(startContext());
        serviceDialogs = newServiceDialogs(feed);
        pages = newPages(feed, surroundings, RemoteAccess.opener(remote, editor));
        figures = new RowFigures(session, model, processActions, remote.isEmpty(), () -> stage);
        var columns = figures.with(appActions, memory, dialogs, home.root().toString());
        table = new ProcessTableController(model, filter, processActions, ticker, columns);
        palette = new Palette(processActions, appActions, model, table::goTo, memory);
    }

    private DockPages newPages(
            SessionFeed feed, ProcessActions.Surroundings surroundings, SourceOpener editor) {
        return new DockPages(
                new DockPages.Sources(feed, model, ticker, processActions, appActions),
                new DockPages.Ways(
                        surroundings,
                        choosers,
                        editor,
                        memory,
                        home.root().toString(),
                        new MetricsHistoryFile(settings.stateFolder(), home),
                        lines,
                        serviceDialogs::sendAgain));
    }

    private ServiceDialogs newServiceDialogs(SessionFeed feed) {
        return new ServiceDialogs(
                feed,
                settings.stateFolder(),
                processActions,
                new ServiceDialogs.Surroundings(this::stage, model::descriptions),
                new EditProcessDialog(startContext(), starter::redefine),
                startDialog,
                new DefinitionExport(
                        startContext(), choosers, desktop, model::descriptions, dialogs, notices));
    }

    /**
     * Makes the window and connects, starting a supervisor when none is alive. What is returned
     * shows it; the answers that have come until then are in its first frame.
     */
    Runnable prepare(Stage shown) {
        stage = shown;
        wireActions();
        // The supervisor starts or answers while this thread loads the views.
        if (remote.isEmpty()) {
            session.connect();
        }
        View<MainWindowController> main = loadMain();
        Scene scene = new Scene(new StackPane(main.root(), palette.root()), WIDTH, HEIGHT);
        Themes.addTo(scene);
        shown.setScene(scene);
        main.controller().attach(shown);
        detach = () -> main.controller().detach(shown);
        main.controller().showOverTable(table.heldHint());
        remote.ifPresent(
                far -> far.wire(appActions, session, notices, main.controller()::showProgress));
        side =
                homes.map(
                        k ->
                                new RemoteSidebar(
                                        k.remote(), residence, openHome, settings.stateFolder()));
        side.ifPresent(s -> s.attach(appActions, main.controller(), shown, environment));
        homes.ifPresent(k -> remote.ifPresent(far -> far.follow(session, k.remote())));
        return () -> present(shown, main.controller());
    }

    private void present(Stage shown, MainWindowController main) {
        shown.show();
        userKeys.tellProblems(notices);
        ticker.start(session.connected(), shown.showingProperty());
        FirstFrame.watch(() -> !model.rows().isEmpty());
        pages.start();
        if (remote.isPresent()) {
            session.connect();
        } else {
            Attaching.follow(session, appActions, home, main::showProgress, texts);
            LookAround.start(scheduler, main::showHostLoad, texts);
        }
        var talk = new LocalSidebar.Talk(notices, dialogs, choosers, texts);
        homes.map(known -> LocalSidebar.of(known.local(), home, environment, openHome, talk))
                .ifPresent(local -> local.attach(appActions, main, shown, scheduler));
    }

    /** Completes when every part of the window is made. */
    CompletableFuture<Void> complete() {
        return pages.complete();
    }

    /**
     * Offers other homes, and tells how a remote one stands; before {@link #prepare}.
     *
     * @param open shows the window of another home
     */
    void offer(KnownHomes offered, Consumer<Residence> open) {
        homes = Optional.of(offered);
        openHome = open;
    }

    /** Lets a tray keep the window when it is closed; before {@link #prepare}. */
    void keepIn(Tray program) {
        tray = program.keeping(this::stage);
    }

    /** What the tray sees of it. */
    TrayWindow inTray() {
        Runnable raise = () -> raise(Optional.empty());
        return new TrayWindow(
                residence.name(), stage(), session, model, appActions, raise, this::why);
    }

    /** Tells what went wrong, by the key of its sentence and what that is about. */
    void tellError(String key, Object about) {
        notices.error(texts.getString(key).formatted(about));
    }

    /** Comes to the front, as a later start of the program wants, and opens its file. */
    void raise(Optional<Path> file) {
        // The tray may keep it hidden.
        stage().show();
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
        figures.close();
        detach.run();
        CompletableFuture<Void> saved =
                CompletableFuture.allOf(pages.close(), settings.window().written());
        kept = remote.map(far -> CompletableFuture.allOf(saved, far.close())).orElse(saved);
        side.ifPresent(RemoteSidebar::close);
        serviceDialogs.close();
        background.close();
        connector.startWhenAbsent(false);
        session.close();
        memory.save();
        Thread.startVirtualThread(scheduler::shutdown); // It takes a lock.
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
                                        processActions,
                                        appActions,
                                        desktop,
                                        () -> WindowFamily.hide(stage()),
                                        tray),
                                new MainWindowController.Place(
                                        home,
                                        residence.host(settings.host()),
                                        settings.window(),
                                        residence.remote().map(Object::toString))));
        return loader.load(MainWindowController.class, "MainWindow.fxml");
    }

    private void wireActions() {
        if (remote.isEmpty()) {
            appActions
                    .on(AppAction.START_PROCESS, () -> startDialog.show(stage()))
                    .on(
                            AppAction.OPEN_PROJECT_FILE,
                            () -> choosers.chooseProject(stage()).ifPresent(projects::open))
                    .on(AppAction.TRY_DEMO, starter::tryDemo);
            Attaching.offerStart(connector, session, appActions, blocking);
        }
        appActions
                .on(AppAction.EXPORT_DEFINITIONS, serviceDialogs::exportAll)
                .on(AppAction.PALETTE, palette::toggle)
                .on(AppAction.OPEN_KEYS_FILE, () -> userKeys.open(desktop, notices, blocking));
        serviceDialogs.attach(() -> session.manager().filter(ProcessManager::isDrover).isPresent());
        processActions.deleted().attach(appActions);
        pages.attach(processActions, session.stateProperty());
        model.revisionProperty().subscribe(_ -> serviceDialogs.setProcesses(model.descriptions()));
        background.attach(appActions);
        lines.attach(appActions, table, pages);
        new SavedList(home, model::descriptions, starter::connected, notices, texts)
                .attach(appActions, scheduler);
        session.subscribe(background::accept);
        session.subscribe(lines::accept);
        session.subscribe(connector::accept);
    }

    private void why(int process) {
        table.goTo(process);
        appActions.run(AppAction.DOCK_WHY);
    }

    private StartProcessContext startContext() {
        return new StartProcessContext(
                home.root(),
                environment,
                Home.userFolder(environment),
                starter::start,
                started -> started.stream().findFirst().ifPresent(p -> table.select(p.id())),
                projects::open,
                choosers,
                blocking);
    }

    private Stage stage() {
        return Optional.ofNullable(stage).orElseThrow();
    }
}
