package dev.drover.app;

import dev.drover.desktop.SharedBusConnection;
import dev.drover.domain.Home;
import dev.drover.domain.OwnEnvironment;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The JavaFX side of the program's life: one window for each home that is looked at. */
public final class DroverApplication extends Application {

    /** A window, what the tray sees of it, and the socket that brings it to the front. */
    private record Opened(
            DroverWindow window, TrayWindow inTray, Optional<SingleInstance> instance) {}

    /** The toolkit makes the application, so this cannot be handed to a constructor. */
    private static Optional<SingleInstance> claimed = Optional.empty();

    private final Map<Home, Opened> windows = new LinkedHashMap<>();
    private @Nullable KnownHomes homes;
    private @Nullable Themes themes;
    private @Nullable Tray tray;
    private Optional<Settings> first = Optional.empty();
    private final SessionEnd sessionEnd = new SessionEnd(this::closeAll);

    /** Called by the toolkit. */
    public DroverApplication() {}

    /**
     * Opens the first window and returns when the last one is closed.
     *
     * @param instance the socket that belongs to the first one
     */
    static void launch(String[] args, Optional<SingleInstance> instance) {
        claimed = instance;
        Application.launch(DroverApplication.class, args);
    }

    /** Called by the toolkit, not on its own thread: here files may be waited for. */
    @Override
    public void init() {
        first = Optional.of(settings());
    }

    private static Settings settings() {
        return Settings.read(PlatformFolder.STATE.of(System.getenv()), System.getenv());
    }

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw(), System.getenv());
        Path stateFolder = PlatformFolder.STATE.of(System.getenv());
        Thread.setDefaultUncaughtExceptionHandler(
                new DefectLog(
                        stateFolder.resolve("drover.log"),
                        details ->
                                windows.values()
                                        .forEach(o -> o.window().tellError("defect", details))));
        homes =
                new KnownHomes(
                        new LocalHomes(stateFolder, Thread::startVirtualThread, FxThread.EXECUTOR),
                        new RemoteHomes(
                                stateFolder, Thread::startVirtualThread, FxThread.EXECUTOR));
        Settings settings = first.orElseThrow();
        Tray icon =
                new Tray(settings.memory(), Platform::setImplicitExit, this::quit, Tray.PATIENCE);
        tray = icon;
        DroverWindow shown = open(Residence.of(options.home()), stage, claimed, settings);
        shown.complete()
                .thenRun(
                        () -> {
                            icon.start(System.getenv());
                            outliveTheBus();
                        });
        options.file().ifPresent(shown::openProjectFile);
        sessionEnd.watch();
    }

    /** It waits for the bus in native code, which would hold a virtual thread's carrier. */
    private static void outliveTheBus() {
        if (System.getProperty("os.name", "").startsWith("Linux")) {
            Thread.ofPlatform()
                    .daemon()
                    .name("drover-session-bus")
                    .start(() -> SharedBusConnection.outliveTheBus(System.getenv()));
        }
    }

    /** What a new window needs, which other programs and files have to say. */
    private record Prepared(Settings settings, Optional<SingleInstance> instance) {}

    /** The window of a home comes to the front, made when there is none. */
    private void show(Residence residence) {
        Home home = residence.home();
        Opened opened = windows.get(home);
        if (opened != null) {
            opened.window().raise(Optional.empty());
            return;
        }
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> prepare(home), Thread::startVirtualThread),
                (prepared, _) -> {
                    if (prepared != null && prepared.isPresent()) {
                        openOnce(residence, prepared.get());
                    }
                });
    }

    /** Blocks. Empty when another program shows the home, which has come to the front. */
    private static Optional<Prepared> prepare(Home home) {
        Path stateFolder = PlatformFolder.STATE.of(System.getenv());
        return SingleInstance.handOver(stateFolder, home, Optional.empty())
                ? Optional.empty()
                : Optional.of(new Prepared(settings(), SingleInstance.claim(stateFolder, home)));
    }

    private void openOnce(Residence residence, Prepared prepared) {
        if (windows.containsKey(residence.home())) {
            prepared.instance().ifPresent(SingleInstance::close);
        } else {
            open(residence, new Stage(), prepared.instance(), prepared.settings());
        }
    }

    private DroverWindow open(
            Residence residence,
            Stage stage,
            Optional<SingleInstance> instance,
            Settings settings) {
        Home home = residence.home();
        Themes shared = themes == null ? new Themes(Theme.AUTO) : themes;
        themes = shared;
        DroverWindow window =
                new DroverWindow(
                        residence,
                        OwnEnvironment.variables(),
                        settings,
                        new DocumentOpener(
                                getHostServices()::showDocument, uri -> tellNotOpened(home, uri)),
                        shared);
        Optional.ofNullable(homes).ifPresent(known -> window.offer(known, this::show));
        Tray icon = Objects.requireNonNull(tray);
        window.keepIn(icon);
        // The answer of the supervisor may be waiting to be dealt with: it comes before.
        FxThread.afterwards(window.prepare(stage));
        instance.ifPresent(
                one -> one.onRaise(file -> FxThread.EXECUTOR.execute(() -> window.raise(file))));
        Opened opened = new Opened(window, window.inTray(), instance);
        windows.put(home, opened);
        icon.add(opened.inTray());
        stage.setOnHidden(
                _ -> {
                    if (!icon.keeps(stage) && windows.remove(home, opened)) {
                        close(opened);
                    }
                });
        return window;
    }

    /** Closes all windows; their services go on. */
    private void quit() {
        List<Opened> all = List.copyOf(windows.values());
        windows.clear();
        all.forEach(
                opened -> {
                    WindowFamily.hide(opened.inTray().stage());
                    close(opened);
                });
    }

    private void tellNotOpened(Home home, String uri) {
        FxThread.EXECUTOR.execute(
                () ->
                        Optional.ofNullable(windows.get(home))
                                .ifPresent(
                                        opened ->
                                                opened.window()
                                                        .tellError(
                                                                "notOpened",
                                                                DocumentOpener.named(uri))));
    }

    @Override
    public void stop() {
        sessionEnd.over();
        closeAll();
    }

    private void closeAll() {
        windows.values().forEach(this::close);
        windows.clear();
        Optional.ofNullable(tray).ifPresent(Tray::close);
    }

    private void close(Opened opened) {
        Optional.ofNullable(tray).ifPresent(icon -> icon.remove(opened.inTray()));
        opened.instance().ifPresent(SingleInstance::close);
        opened.window().close();
        sessionEnd.keep(opened.window().kept());
    }
}
