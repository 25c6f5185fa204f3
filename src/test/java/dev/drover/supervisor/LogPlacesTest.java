package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.LogSettings;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** S7: logs outside the home; those inside are in HomeLinksTest. */
class LogPlacesTest {

    private static final int NOBODY = 65534;

    @TempDir Path folder;
    private Path home;
    private Path outside;
    private Path log;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("h"));
        outside = Files.createDirectory(folder.resolve("outside"));
        log = outside.resolve("app.log");
    }

    private void prepare() throws IOException {
        LogPlaces.prepare(
                new LogSettings(log, log, Optional.empty(), Optional.empty(), false, true, false),
                home);
    }

    private void outsideIs(int mode) throws IOException {
        Files.setAttribute(outside, "unix:mode", mode);
    }

    private static void give(Path path) throws IOException {
        Assumptions.assumeFalse(System.getProperty("user.name").equals("nobody"));
        try {
            Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException e) {
            Assumptions.abort("only root can give a file away");
        }
    }

    @Test
    void folderOfTheUsersOwnIsFine() throws IOException {
        prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void folderThatEverybodyMayWriteInIsRefused() throws IOException {
        outsideIs(0777);
        assertThatThrownBy(this::prepare)
                .hasMessageContaining("every user may write in " + outside)
                .hasMessageContaining("chmod o-w");
        assertThat(log).doesNotExist();
    }

    @Test
    void stickyFolderIsFineForAFileOfTheUsersOwn() throws IOException {
        outsideIs(01777);
        prepare();
        prepare();
        assertThat(log).exists();
    }

    @Test
    void fileThatAnotherUserHasMadeInASharedFolderIsRefused() throws IOException {
        outsideIs(01777);
        give(Files.createFile(log));
        assertThatThrownBy(this::prepare).hasMessageContaining("the file belongs to nobody");
    }

    @Test
    void linkOfAnotherUserIsRefused() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "x");
        give(Files.createSymbolicLink(log, victim));
        assertThatThrownBy(this::prepare)
                .hasMessageContaining("the symbolic link belongs to nobody");
        assertThat(victim).hasContent("x");
    }

    @Test
    void linkOfTheUsersOwnIsFollowed() throws IOException {
        Files.createSymbolicLink(log, Files.createFile(folder.resolve("elsewhere.log")));
        prepare();
    }

    @Test
    void linkToWhatIsNotThereYetIsFine() throws IOException {
        Files.createSymbolicLink(log, folder.resolve("later.log"));
        prepare();
    }

    @Test
    void pipeIsRefused() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor()).isZero();
        assertThatThrownBy(this::prepare).hasMessageContaining("it is a pipe or a socket");
    }

    @Test
    void linkedFolderInTheHomeIsRefused() throws IOException {
        Files.createSymbolicLink(home.resolve("logs"), outside);
        log = home.resolve("logs/app.log");
        assertThatThrownBy(this::prepare).hasMessageContaining("no link in a home is followed");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void pathThatLeavesTheHomeByDotsIsOutside() throws IOException {
        outsideIs(0777);
        Files.createDirectory(home.resolve("logs"));
        log = home.resolve("logs/../../outside/app.log");
        assertThatThrownBy(this::prepare).hasMessageContaining("every user may write in");
    }
}
