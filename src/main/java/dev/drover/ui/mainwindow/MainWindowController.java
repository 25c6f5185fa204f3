package dev.drover.ui.mainwindow;

import dev.drover.domain.Home;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.Desktop;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.Language;
import dev.drover.ui.common.NoticePane;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowIcon;
import dev.drover.ui.common.WindowPlace;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.model.Tally;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The frame of the window and what it says about the supervisor as a whole. */
public final class MainWindowController {

    /**
     * What the window shows and asks.
     *
     * @param session the connection
     * @param model the processes
     * @param filter is set by the filter field and the sidebar
     */
    public record Data(SupervisorSession session, ProcessListModel model, ListFilter filter) {}

    /**
     * What the window is made of.
     *
     * @param table shown on top
     * @param columns what is remembered of the table
     * @param dock shown below
     * @param notices lies over both
     * @param dialogs questions
     * @param themes the look
     */
    public record Parts(
            Node table,
            Remembered columns,
            Dock dock,
            NoticePane notices,
            Dialogs dialogs,
            Themes themes) {}

    /** Something that a part wants remembered, as text that only the part understands. */
    public record Remembered(Supplier<String> save, Consumer<String> restore) {}

    /**
     * Who carries out commands.
     *
     * @param exit ends the application; everything was stopped before
     * @param tray may keep the window when it is closed
     */
    public record Commands(
            ProcessActions processes,
            AppActions app,
            Desktop desktop,
            Runnable exit,
            KeepInTray tray) {}

    /**
     * Where the window stands.
     *
     * @param home whose supervisor it shows
     * @param host name of the machine that it runs on
     * @param stateFile what it remembers
     * @param remote how a home on another machine is called
     */
    public record Place(
            Home home, String host, WindowStateFile stateFile, Optional<String> remote) {

        /** A home on this machine. */
        public Place(Home home, String host, WindowStateFile stateFile) {
            this(home, host, stateFile, Optional.empty());
        }

        String name() {
            return remote.orElse(home.root().toString());
        }
    }

    private final Data data;
    private final Parts parts;
    private final Commands commands;
    private final Place place;
    private final SupervisorWords words;
    private final Closing closing;
    private WindowState remembered;
    private final ObjectProperty<Language> language;
    private FrameModes modes;
    private HomeList homeList;
    private ConnectionBar connection;
    private StageEvents stageEvents;

    @FXML private ResourceBundle resources;
    @FXML private StackPane root;
    @FXML private MenuBar menuBar;
    @FXML private HBox toolBar;
    @FXML private HBox connectionBar;
    @FXML private Label connectionReason;
    @FXML private FontIcon connectionIcon;
    @FXML private HBox connectionButtons;
    @FXML private ProgressIndicator connectionBusy;
    @FXML private HBox connectionCancel;
    @FXML private TextField filterField;
    @FXML private Label filterProblem;
    @FXML private SplitPane sidebarSplit;
    @FXML private SplitPane dockSplit;
    @FXML private ListView<Sidebar.Line> sidebar;
    @FXML private StackPane tableRegion;
    @FXML private VBox emptyState;
    @FXML private Label emptyTitle;
    @FXML private Label emptySentence;
    @FXML private HBox emptyTerminal;
    @FXML private FlowPane emptyButtons;
    @FXML private Label emptyCommand;
    @FXML private Label connectionGlyph;
    @FXML private HBox listHint;
    @FXML private Label connectionText;
    @FXML private Label homeText;
    @FXML private Label runningText;
    @FXML private Label failedText;
    @FXML private Label waitingText;
    @FXML private Label stoppedText;
    @FXML private HBox statusBar;
    @FXML private Label hostText;
    @FXML private Label hostLoad;
    @FXML private VBox homes;

    public MainWindowController(Data data, Parts parts, Commands commands, Place place) {
        this.data = data;
        this.parts = parts;
        this.commands = commands;
        this.place = place;
        this.words = new SupervisorWords(ViewLoader.texts(MainWindowController.class));
        this.remembered = place.stateFile().state();
        this.closing =
                new Closing(
                        parts.dialogs(),
                        words,
                        commands.tray(),
                        new Closing.Situation(this::alive, data.session()::manager),
                        remembered.closeExplained());
        this.language = new SimpleObjectProperty<>(remembered.language());
    }

    /**
     * Makes {@code stage} this window: title, place and size, what closing means. The caller has
     * set the scene and shows the stage.
     */
    public void attach(Stage stage) {
        new WindowTitle(place.remote(), data.model(), resources).showOn(stage);
        WindowIcon.addTo(stage);
        WindowPlace.fit(stage, 640, 400);
        remembered.bounds().ifPresent(bounds -> bounds.applyTo(stage));
        stage.setMaximized(remembered.maximized());
        stageEvents =
                new StageEvents(stage)
                        .onCloseRequest(event -> closing.requested(stage, event))
                        .on(WindowEvent.WINDOW_SHOWN, _ -> parts.table().requestFocus())
                        .on(WindowEvent.WINDOW_HIDING, _ -> remember(stage));
        commands.app()
                .on(AppAction.CLOSE_WINDOW, () -> closing.request(stage))
                .on(
                        AppAction.QUIT_AND_STOP,
                        new Quitting(data.session(), parts, commands.exit(), resources)
                                .of(this::alive, place.remote()));
    }

    /** Has no more to do with the stage, which may live on as another window. */
    public void detach(Stage stage) {
        if (stage.isShowing()) {
            remember(stage);
        }
        stageEvents.end();
    }

    /** Shows the homes on this machine. */
    public void showHomes(HomeLines lines) {
        homeList.show(lines);
    }

    /** Shows the homes on other machines that are remembered or open. */
    public void showRemoteHomes(List<RemoteLine> lines) {
        homeList.showRemote(lines);
    }

    /** Says what is done to have a connection, where that takes long. */
    public void showProgress(String words) {
        connection.showProgress(words);
    }

    /** Shows how busy the machine is, in words. */
    public void showHostLoad(String words) {
        hostLoad.setText(words);
    }

    /** Lays a hint over the lower right corner of the table. */
    public void showOverTable(Node hint) {
        StackPane.setAlignment(hint, Pos.BOTTOM_RIGHT);
        tableRegion.getChildren().add(hint);
    }

    @FXML
    private void initialize() {
        ActionBinder binder = new ActionBinder(commands.processes(), commands.app());
        menuBar.getMenus().forEach(menu -> binder.bind(menu.getItems()));
        binder.bind(toolBar);
        ToolBarFit.install(toolBar);
        StatusBarFit.install(statusBar, List.of(hostText, homeText, hostLoad));
        binder.bind(emptyButtons);
        binder.bind(listHint);
        binder.bind(connectionButtons);
        binder.bind(connectionCancel);
        connection =
                new ConnectionBar(
                        root,
                        connectionBar,
                        connectionReason,
                        List.of(connectionIcon, connectionButtons),
                        List.of(connectionBusy, connectionCancel),
                        resources);
        handlers();
        layOut();
        Regions regions = regions();
        if (!commands.app().keys().isChanged(AppAction.NEXT_REGION)) {
            regions.install(root);
        }
        commands.app()
                .on(AppAction.NEXT_REGION, () -> regions.next(root.getScene().getFocusOwner()));
        new FilterField(filterField)
                .explain(data.filter(), filterProblem, resources)
                .install(data.filter(), parts.table());
        new WindowKeys(commands.processes(), commands.app(), parts.notices()).install(root);
        new Sidebar(sidebar, data.model(), data.filter(), resources);
        data.model().revisionProperty().addListener((_, _, _) -> showCounts());
        data.session().stateProperty().subscribe(this::showConnection);
        Reconnection reconnection = new Reconnection(data.model(), parts.notices(), resources);
        data.session().stateProperty().subscribe(reconnection::changed);
        homeList = new HomeList(homes, place.home(), place.remote().isEmpty(), resources);
        homeText.setText(place.name());
        hostText.setText(place.host());
        emptyCommand.setText(resources.getString("empty.command").formatted(place.home().root()));
        emptyTerminal.setManaged(place.remote().isEmpty());
        showCounts();
    }

    @FXML
    private void copyCommand() {
        commands.desktop().copy(emptyCommand.getText());
        parts.notices().info(resources.getString("empty.copied"));
    }

    private void handlers() {
        new ViewCommands(commands.app(), parts.dialogs(), parts.notices(), resources)
                .wire(parts.themes().themeProperty(), language);
        commands.app()
                .on(AppAction.RECONNECT, data.session()::connect)
                .on(AppAction.FILTER_LIST, new FilterField(filterField)::focus);
    }

    private void layOut() {
        tableRegion.getChildren().addFirst(parts.table());
        parts.themes().remember(remembered.theme());
        parts.columns().restore().accept(remembered.columns());
        dockSplit.getItems().add(parts.dock().root());
        parts.dock().restore(remembered.dockPage());
        modes =
                new FrameModes(
                        new FrameModes.Frame(sidebarSplit, dockSplit, toolBar),
                        () -> parts.table().requestFocus(),
                        () -> parts.dock().focusTarget().requestFocus(),
                        commands.app());
        modes.sidebar().set(remembered.sidebarWidth());
        modes.setTableShare(remembered.dockDivider());
        root.getChildren().add(parts.notices());
        emptyState.managedProperty().bind(emptyState.visibleProperty());
    }

    private Regions regions() {
        return new Regions(
                List.of(
                        new Regions.Region(
                                tableRegion,
                                () ->
                                        emptyState.isVisible()
                                                ? emptyButtons.getChildren().getFirst()
                                                : parts.table()),
                        new Regions.Region(parts.dock().root(), parts.dock()::focusTarget),
                        new Regions.Region(toolBar, () -> toolBar.getChildren().getFirst()),
                        new Regions.Region(sidebar, () -> sidebar)));
    }

    private void showConnection(ConnectionState state) {
        connection.show(state);
        connectionGlyph.getStyleClass().removeIf(style -> style.startsWith("status-"));
        StatusWord.Role role =
                switch (state) {
                    case ConnectionState.Connecting _ -> StatusWord.Role.INFO;
                    case ConnectionState.Connected _ -> StatusWord.Role.SUCCESS;
                    case ConnectionState.Lost _ -> StatusWord.Role.ERROR;
                };
        connectionGlyph.getStyleClass().addAll("status-text", role.styleClass());
        connectionText.setText(words.status(state));
        showEmptyState();
    }

    private void showEmptyState() {
        boolean empty =
                data.model().rows().isEmpty()
                        && !(data.session().stateProperty().get()
                                instanceof ConnectionState.Connecting);
        boolean focused =
                root.getScene() != null
                        && Regions.contains(emptyState, root.getScene().getFocusOwner());
        if (!empty && focused) {
            parts.table().requestFocus();
        }
        emptyState.setVisible(empty);
        boolean lost = data.session().stateProperty().get() instanceof ConnectionState.Lost;
        String elsewhere = place.remote().isPresent() ? "empty.remote." : "empty.";
        String which = lost ? "empty.lost." : elsewhere;
        emptyTitle.setText(resources.getString(which + "title"));
        emptySentence.setText(resources.getString(which + "sentence"));
        emptyButtons.setVisible(!lost);
        emptyTerminal.setVisible(!lost && place.remote().isEmpty());
    }

    private void showCounts() {
        new CountLabels(runningText, failedText, waitingText, stoppedText)
                .show(Tally.of(data.model().rows()), resources);
        showEmptyState();
    }

    private int alive() {
        Tally tally = Tally.of(data.model().rows());
        return tally.running() + tally.waiting();
    }

    private void remember(Stage stage) {
        modes.showAll();
        WindowState.Bounds bounds = WindowState.Bounds.of(stage, remembered.bounds());
        remembered =
                new WindowState(
                        stage.isMaximized() ? remembered.bounds() : Optional.of(bounds),
                        stage.isMaximized(),
                        modes.sidebar().get(),
                        modes.tableShare(),
                        parts.themes().themeProperty().get(),
                        language.get(),
                        parts.columns().save().get(),
                        parts.dock().top(),
                        closing.isExplained());
        place.stateFile().saveLater(remembered);
    }
}
