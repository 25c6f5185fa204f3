package dev.drover.app;

import dev.drover.ui.common.FxThread;

import javafx.application.Application;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** The JavaFX side of the program's life. */
public final class DroverApplication extends Application {

    private @Nullable DroverWindow window;
    private Optional<SingleInstance> instance = Optional.empty();

    /** Called by the toolkit. */
    public DroverApplication() {}

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw(), System.getenv());
        Path stateFolder = StateFolder.of(System.getenv());
        DroverWindow opened =
                new DroverWindow(
                        options.home(),
                        System.getenv(),
                        stateFolder,
                        new DocumentOpener(getHostServices()::showDocument, this::tellNotOpened));
        window = opened;
        Thread.setDefaultUncaughtExceptionHandler(
                new DefectLog(stateFolder.resolve("drover.log"), opened::tellDefect));
        opened.show(stage);
        options.file().ifPresent(opened::openProjectFile);
        instance =
                SingleInstance.claim(
                        stateFolder,
                        options.home(),
                        file -> FxThread.EXECUTOR.execute(() -> opened.raise(file)));
    }

    private void tellNotOpened(String uri) {
        FxThread.EXECUTOR.execute(
                () -> {
                    if (window != null) {
                        window.tellNotOpened(uri);
                    }
                });
    }

    @Override
    public void stop() {
        instance.ifPresent(SingleInstance::close);
        if (window != null) {
            window.close();
        }
    }
}
