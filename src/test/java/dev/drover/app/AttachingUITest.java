package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The window of a home where somebody listens and never answers. */
class AttachingUITest extends ApplicationTest {

    private Path folder;
    private ServerSocketChannel silent;
    private DroverWindow window;
    private Settings settings;
    private Stage stage;
    private long pagesAtFirst;

    @Override
    public void start(Stage primary) throws IOException {
        stage = primary;
        // Short, because a socket's path is limited to 107 bytes.
        folder = TemporaryFolders.create();
        Home home = new Home(Files.createDirectory(folder.resolve("home")));
        silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        silent.bind(UnixDomainSocketAddress.of(home.rpcSocket()));
        Map<String, String> environment = System.getenv();
        settings = Settings.read(folder.resolve("state"), environment);
        window =
                new DroverWindow(
                        Residence.of(home), environment, settings, _ -> {}, new Themes(Theme.AUTO));
        window.prepare(stage).run();
        pagesAtFirst = pages();
    }

    private long pages() {
        TabPane dock = (TabPane) stage.getScene().lookup("#dock");
        return dock.getTabs().stream().map(Tab::getContent).filter(Objects::nonNull).count();
    }

    @AfterEach
    void endEverything() throws IOException {
        interact(
                () -> {
                    List.copyOf(Window.getWindows()).forEach(Window::hide);
                    window.close();
                });
        window.kept().join();
        silent.close();
        TemporaryFolders.delete(folder);
    }

    @Test
    void saysThatItConnectsAndCanBeCancelled() {
        Label words = lookup("#connection-reason").query();
        Button cancel = lookup("#button-DISCONNECT").query();
        Button reconnect = lookup("#button-RECONNECT").query();
        String connecting = "Connecting to " + folder.resolve("home") + "…";
        Pulses.await("it says so", () -> words.getText().equals(connecting) && cancel.isVisible());
        Button start = lookup("#button-START_SUPERVISOR").query();
        assertThat(start.isVisible()).isFalse();

        interact(cancel::fire);
        Pulses.await("it has ended", () -> words.getText().contains("You have cancelled"));
        assertThat(cancel.getParent().isVisible()).isFalse();
        Pulses.await("a start is offered", start::isVisible);

        interact(reconnect::fire);
        Pulses.await("it connects again", () -> words.getText().equals(connecting));
        assertThat(start.isVisible()).isFalse();
    }

    @Test
    void thePagesOfTheDockComeAfterTheFirstFrameThoughNobodyAnswers() {
        assertThat(pagesAtFirst).isZero();
        Pulses.await("the window is complete", window.complete()::isDone);
        assertThat(pages()).isEqualTo(5);
    }

    @Test
    void aClosedWindowHasNoMoreToDoWithItsStage() throws IOException {
        interact(
                () -> {
                    stage.hide();
                    window.close();
                });
        window.kept().join();
        TemporaryFolders.delete(folder.resolve("state"));
        interact(
                () -> {
                    stage.show();
                    stage.hide();
                });
        settings.window().written().join();
        assertThat(folder.resolve("state")).doesNotExist();
    }
}
