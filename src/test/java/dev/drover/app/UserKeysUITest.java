package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.action.KeyMap;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.testing.RecordingSurroundings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@ExtendWith(WindowTest.class)
class UserKeysUITest {

    @TempDir Path folder;

    private final RecordingSurroundings desktop = new RecordingSurroundings();

    @Test
    void theFileIsMadeWhenItIsAskedForAndThenOpened(FxRobot robot) throws IOException {
        Path config = folder.resolve("not/there");
        UserKeys keys = keys(config);
        assertThat(keys.keys().key(ProcessAction.START)).isEqualTo(ProcessAction.START.key());
        robot.interact(() -> keys.open(desktop, desktop, Runnable::run));

        Path file = config.resolve("keys.properties");
        assertThat(Files.readAllLines(file)).contains("#START = F7");
        assertThat(desktop.desktop).containsExactly("file " + file);
        assertThat(keys.keys().file()).contains(file);
    }

    @Test
    void aFileThatIsThereIsOpenedAsItIs(FxRobot robot) throws IOException {
        Files.writeString(folder.resolve("keys.properties"), "START = Alt+F7\n");
        robot.interact(() -> keys(folder).open(desktop, desktop, Runnable::run));

        assertThat(folder.resolve("keys.properties")).hasContent("START = Alt+F7\n");
    }

    @Test
    void wrongLinesAreToldInOneNotice(FxRobot robot) throws IOException {
        Files.writeString(folder.resolve("keys.properties"), "BREW = F5\nSTOP = Hyper\n");
        robot.interact(() -> keys(folder).tellProblems(desktop));

        assertThat(desktop.notices).hasSize(1);
        assertThat(desktop.notices.getFirst())
                .contains(
                        "keys.properties", "Line 1: there is no command BREW.", "Line 2: “Hyper”");
    }

    @Test
    void aFileThatIsNoTextIsToldAndTheKeysStay(FxRobot robot) throws IOException {
        Files.write(folder.resolve("keys.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        robot.interact(() -> keys(folder).tellProblems(desktop));

        assertThat(desktop.notices.getFirst()).contains("It is not UTF-8 text.");
        assertThat(keys(folder).keys().key(ProcessAction.START))
                .isEqualTo(KeyMap.DEFAULT.key(ProcessAction.START));
    }

    @Test
    void aFolderThatCannotBeMadeIsTold(FxRobot robot) throws IOException {
        Files.writeString(folder.resolve("file"), "");
        robot.interact(
                () -> keys(folder.resolve("file/below")).open(desktop, desktop, Runnable::run));

        assertThat(desktop.notices.getFirst()).contains("could not be made");
        assertThat(desktop.desktop).isEmpty();
    }

    @Test
    void theFolderOfSettingsIsThePlatforms() {
        assertThat(
                        PlatformFolder.CONFIG.of(
                                Map.of("HOME", "/home/u", "XDG_CONFIG_HOME", "relative")))
                .isEqualTo(Path.of("/home/u/.config/drover"));
        assertThat(PlatformFolder.CONFIG.of(Map.of("HOME", "/home/u", "XDG_CONFIG_HOME", "/etc/u")))
                .isEqualTo(Path.of("/etc/u/drover"));
    }

    private static UserKeys keys(Path folder) {
        return new UserKeys(folder, ViewLoader.texts(UserKeys.class));
    }
}
