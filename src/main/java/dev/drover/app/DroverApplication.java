package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.ui.common.FxThread;

import javafx.application.Application;
import javafx.stage.Stage;

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

    private final Map<Home, Opened> windows = new LinkedHashMap<>();

    /** Called by the toolkit. */
    public DroverApplication() {}

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw(), System.getenv());
        Path log = StateFolder.of(System.getenv()).resolve("drover.log");
        Thread.setDefaultUncaughtExceptionHandler(
                new DefectLog(
                        log,
                        details -> windows.values().forEach(o -> o.window().tellDefect(details))));
        DroverWindow first = open(options.home(), stage);
        options.file().ifPresent(first::openProjectFile);
    }

    /** The window of a home comes to the front, made when there is none. */
    private void show(Home home) {
        Opened opened = windows.get(home);
        if (opened != null) {
            opened.window().raise(Optional.empty());
        } else if (!SingleInstance.handOver(
                StateFolder.of(System.getenv()), home, Optional.empty())) {
            open(home, new Stage());
        }
    }

    private DroverWindow open(Home home, Stage stage) {
        Path stateFolder = StateFolder.of(System.getenv());
        DroverWindow window =
                new DroverWindow(
                        home,
                        System.getenv(),
                        stateFolder,
                        new DocumentOpener(
                                getHostServices()::showDocument, uri -> tellNotOpened(home, uri)));
        window.onOpenHome(this::show);
        window.show(stage);
        Optional<SingleInstance> instance =
                SingleInstance.claim(
                        stateFolder,
                        home,
                        file -> FxThread.EXECUTOR.execute(() -> window.raise(file)));
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
