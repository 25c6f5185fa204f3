package dev.drover.app;

import javafx.application.Application;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

/** The JavaFX side of the program's life. */
public final class DroverApplication extends Application {

    private @Nullable DroverWindow window;

    /** Called by the toolkit. */
    public DroverApplication() {}

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw(), System.getenv());
        DroverWindow opened =
                new DroverWindow(
                        options.home(),
                        System.getenv(),
                        StateFolder.of(System.getenv()),
                        getHostServices()::showDocument);
        window = opened;
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
