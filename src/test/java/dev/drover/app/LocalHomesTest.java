package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.OwnUser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class LocalHomesTest {

    private static final Home ONE = new Home(Path.of("/srv/one"));
    private static final Home OTHER = new Home(Path.of("/srv/other one"));

    @TempDir Path folder;

    private LocalHomes open() {
        return new LocalHomes(folder, Runnable::run, Runnable::run);
    }

    @Test
    void areRememberedUntilTheyAreForgotten() {
        LocalHomes homes = open();
        homes.remember(ONE);
        homes.remember(OTHER);
        homes.remember(ONE);
        assertThat(open().homes()).containsExactly(ONE, OTHER);

        homes.forget(ONE);
        assertThat(open().homes()).containsExactly(OTHER);
    }

    @Test
    void whatAnotherProgramAddsMeanwhileStays() {
        LocalHomes first = open();
        LocalHomes second = open();
        first.remember(ONE);
        second.remember(OTHER);
        assertThat(open().homes()).containsExactly(ONE, OTHER);
    }

    @Test
    void linesThatAreNoFoldersArePassedOver() throws IOException {
        Files.writeString(folder.resolve("local-homes"), "relative\n\n/srv/one\n");
        assertThat(open().homes()).containsExactly(ONE);
    }

    @Test
    void allWindowsLearnOfAnother() {
        LocalHomes homes = open();
        List<String> told = new ArrayList<>();
        Runnable end = homes.onChange(() -> told.add("" + homes.homes().size()));
        homes.remember(ONE);
        end.run();
        homes.remember(OTHER);
        assertThat(told).containsExactly("1");
    }

    @Test
    void aFolderIsAHomeWhenASupervisorHasBeenThere() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        assertThat(HomeCandidate.of(plain)).isEqualTo(HomeCandidate.EMPTY);

        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createFile(new Home(home).list());
        assertThat(HomeCandidate.of(home)).isEqualTo(HomeCandidate.HOME);

        Path pm2 = Files.createDirectory(folder.resolve("pm2"));
        Files.writeString(pm2.resolve("module_conf.json"), "{}");
        assertThat(HomeCandidate.of(pm2)).isEqualTo(HomeCandidate.HOME);

        assertThat(HomeCandidate.of(folder.resolve("none"))).isEqualTo(HomeCandidate.UNREADABLE);
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(HomeCandidate.of(file)).isEqualTo(HomeCandidate.UNREADABLE);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderOfSomebodyElseIsNotOurs() throws IOException {
        // Of two users one at least is not who runs the tests.
        Path foreign =
                Files.getOwner(Path.of("/")).equals(OwnUser.principal())
                        ? foreignTo(folder.resolve("foreign"))
                        : Path.of("/");
        assertThat(HomeCandidate.of(foreign)).isEqualTo(HomeCandidate.FOREIGN);
    }

    /** Made by root, who may give it away. */
    private static Path foreignTo(Path made) throws IOException {
        Files.createDirectory(made);
        return Files.setOwner(
                made,
                made.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody"));
    }
}
