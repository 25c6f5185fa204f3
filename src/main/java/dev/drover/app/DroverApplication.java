package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.mainwindow.WindowStateFile;

import javafx.application.Application;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The JavaFX side of the program's life: one window for each home that is looked at. */
public final class DroverApplication extends Application {

    /** A window, and the socket that brings it to the front. */
    private record Opened(DroverWindow window, Optional<SingleInstance> instance) {

        void close() {
            instance.ifPresent(SingleInstance::close);
            window.close();
        }
    }

    /** The toolkit makes the application, so this cannot be handed to a constructor. */
    private static Optional<SingleInstance> claimed = Optional.empty();

    private final Map<Home, Opened> windows = new LinkedHashMap<>();
    private @Nullable RemoteHomes remoteHomes;

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

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw(), System.getenv());
        Path stateFolder = StateFolder.of(System.getenv());
        new WindowStateFile(stateFolder).load().language().use();
        Thread.setDefaultUncaughtExceptionHandler(
                new DefectLog(
                        stateFolder.resolve("drover.log"),
                        details -> windows.values().forEach(o -> o.window().tellDefect(details))));
        remoteHomes = new RemoteHomes(stateFolder, Thread::startVirtualThread, FxThread.EXECUTOR);
        DroverWindow first = open(Residence.of(options.home()), stage, claimed);
        options.file().ifPresent(first::openProjectFile);
    }

    /** The window of a home comes to the front, made when there is none. */
    private void show(Residence residence) {
        Home home = residence.home();
        Opened opened = windows.get(home);
        if (opened != null) {
            opened.window().raise(Optional.empty());
        } else if (!SingleInstance.handOver(
                StateFolder.of(System.getenv()), home, Optional.empty())) {
            open(
                    residence,
                    new Stage(),
                    SingleInstance.claim(StateFolder.of(System.getenv()), home));
        }
    }

    private DroverWindow open(Residence residence, Stage stage, Optional<SingleInstance> instance) {
        Path stateFolder = StateFolder.of(System.getenv());
        Home home = residence.home();
        DroverWindow window =
                new DroverWindow(
                        residence,
                        System.getenv(),
                        stateFolder,
                        new DocumentOpener(
                                getHostServices()::showDocument, uri -> tellNotOpened(home, uri)));
        window.onOpenHome(this::show);
        Optional.ofNullable(remoteHomes).ifPresent(window::offer);
        window.show(stage);
        instance.ifPresent(
                one -> one.onRaise(file -> FxThread.EXECUTOR.execute(() -> window.raise(file))));
        windows.put(home, new Opened(window, instance));
        stage.setOnHidden(_ -> Optional.ofNullable(windows.remove(home)).ifPresent(Opened::close));
        return window;
    }

    private void tellNotOpened(Home home, String uri) {
        FxThread.EXECUTOR.execute(
                () ->
                        Optional.ofNullable(windows.get(home))
                                .ifPresent(opened -> opened.window().tellNotOpened(uri)));
    }

    @Override
    public void stop() {
        windows.values().forEach(Opened::close);
        windows.clear();
    }
}
