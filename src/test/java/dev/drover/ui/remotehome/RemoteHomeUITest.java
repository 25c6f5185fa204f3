package dev.drover.ui.remotehome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import atlantafx.base.theme.PrimerLight;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

@ExtendWith(WindowTest.class)
class RemoteHomeUITest {

    private final List<RemoteHome> chosen = new ArrayList<>();
    private Stage owner;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        stage.setScene(new Scene(new Pane(), 700, 500));
        stage.setX(20);
        stage.setY(30);
        stage.show();
        owner = stage;
        new RemoteHomeDialog(
                        () -> CompletableFuture.completedFuture(List.of("web", "db")), chosen::add)
                .show(stage);
    }

    @AfterEach
    void close() {
        Snapshots.onFx(() -> List.copyOf(Window.getWindows()).reversed().forEach(Window::hide));
    }

    private static <T extends Node> T find(String id, Class<T> type) {
        return type.cast(
                Window.getWindows().stream()
                        .filter(w -> w.getScene() != null)
                        .map(w -> w.getScene().getRoot().lookup(id))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> box(String id) {
        return find(id, ComboBox.class);
    }

    private static void type(String id, String text) {
        Snapshots.onFx(() -> box(id).getEditor().setText(text));
    }

    private static String problem(String id) {
        return find(id + "-problem", Label.class).getText();
    }

    private static boolean canConnect() {
        return !find("#remote-connect", Button.class).isDisabled();
    }

    @Test
    void hostsOfTheConfigurationAndBothUsualFoldersAreOffered() {
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(box("#remote-destination").getItems()).containsExactly("web", "db");
        assertThat(box("#remote-folder").getItems()).containsExactly("~/.drover", "~/.pm2");
        assertThat(box("#remote-folder").getEditor().getText()).isEqualTo("~/.drover");
    }

    @Test
    void comesUpOverTheMiddleOfItsOwner() {
        WaitForAsyncUtils.waitForFxEvents();
        Window dialog = find("#remote-connect", Button.class).getScene().getWindow();

        assertThat(dialog.getX() + dialog.getWidth() / 2)
                .isCloseTo(owner.getX() + owner.getWidth() / 2, within(15.0));
        assertThat(dialog.getY() + dialog.getHeight() / 2)
                .isCloseTo(owner.getY() + owner.getHeight() / 2, within(15.0));
    }

    @Test
    void emptyDestinationIsNoMistakeYetButCannotBeConnectedTo() {
        assertThat(problem("#remote-destination")).isEmpty();
        assertThat(canConnect()).isFalse();
    }

    @Test
    void wrongDestinationIsSaidBesideItsField() {
        type("#remote-destination", "-oProxyCommand=touch x");
        assertThat(problem("#remote-destination")).contains("[user@]host[:port]");
        assertThat(canConnect()).isFalse();
        type("#remote-destination", "ann@box:2222");
        assertThat(problem("#remote-destination")).isEmpty();
        assertThat(canConnect()).isTrue();
    }

    @Test
    void wrongFolderIsSaidBesideItsField() {
        type("#remote-destination", "box");
        type("#remote-folder", "relative");
        assertThat(problem("#remote-folder")).contains("begin with / or ~/");
        assertThat(canConnect()).isFalse();
    }

    private static void press(KeyCode key) {
        Snapshots.onFx(
                () ->
                        Event.fireEvent(
                                box("#remote-destination").getEditor(),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        key,
                                        false,
                                        false,
                                        false,
                                        false)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void isSentWithTheKeyboard() {
        type("#remote-destination", "web");
        press(KeyCode.ENTER);
        assertThat(chosen).containsExactly(RemoteHome.parse("web", "~/.drover").orElseThrow());
        assertThat(Window.getWindows()).hasSize(1);
    }

    @Test
    void escapeClosesIt() {
        press(KeyCode.ESCAPE);
        assertThat(chosen).isEmpty();
        assertThat(Window.getWindows()).hasSize(1);
    }
}
