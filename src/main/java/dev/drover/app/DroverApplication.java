package dev.drover.app;

import dev.drover.ui.mainwindow.WindowStateFile;

import javafx.application.Application;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** The JavaFX side of the program's life. */
public final class DroverApplication extends Application {

    private @Nullable DroverWindow window;

    /** Called by the toolkit. */
    public DroverApplication() {}

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw(), System.getenv());
        Path stateFolder = StateFolder.of(System.getenv());
        new WindowStateFile(stateFolder).load().language().use();
        DroverWindow opened =
                new DroverWindow(
                        options.home(),
                        System.getenv(),
                        stateFolder,
                        getHostServices()::showDocument);
        window = opened;
        Thread.setDefaultUncaughtExceptionHandler(
                new DefectLog(stateFolder.resolve("drover.log"), opened::tellDefect));
        opened.show(stage);
        options.file().ifPresent(opened::openProjectFile);
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }
}
