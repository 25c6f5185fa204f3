package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.RequestException;
import dev.drover.domain.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** In a home of PM2's nothing is started. */
class Pm2HomeTest {

    @TempDir Path folder;

    private boolean is(Path home, Map<String, String> environment) {
        return Pm2Home.is(new Home(home), environment);
    }

    @Test
    void usualFolderIsPm2sEvenWhenItIsNotThere() {
        assertThat(is(folder.resolve(".pm2"), Map.of("HOME", folder.toString()))).isTrue();
        assertThat(is(folder.resolve(".drover"), Map.of("HOME", folder.toString()))).isFalse();
    }

    @Test
    void folderInPm2sVariableIsPm2s() {
        assertThat(is(folder.resolve("x"), Map.of("PM2_HOME", folder.resolve("x").toString())))
                .isTrue();
    }

    @Test
    void folderWithPm2sFilesIsPm2s() throws IOException {
        Files.createDirectory(folder.resolve("modules"));
        assertThat(is(folder, Map.of())).isTrue();
    }

    @Test
    void folderWithDroversFilesIsDrovers() throws IOException {
        Files.createDirectory(folder.resolve("modules"));
        Files.writeString(new Home(folder).lockFile(), "");
        assertThat(is(folder, Map.of("PM2_HOME", folder.toString()))).isFalse();
    }

    @Test
    void nothingIsStartedInAHomeOfPm2s() {
        Home home = new Home(folder.resolve("h"));
        SupervisorConnector connector = new SupervisorConnector(home, () -> true, Runnable::run);
        assertThat(connector.connect())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RequestException.class)
                .withMessage(
                        "No supervisor answers at %s: the folder %s does not exist. %s is PM2's"
                                        .formatted(home.rpcSocket(), home.root(), home.root())
                                + " home, where Drover starts nothing: start PM2's daemon, for"
                                + " instance with \"pm2 ping\".");
        assertThat(home.root()).doesNotExist();
    }
}
