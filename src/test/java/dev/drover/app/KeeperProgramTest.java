package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a keeper")
class KeeperProgramTest {

    @TempDir Path folder;

    private byte[] unpack(Home home) throws Exception {
        return Files.readAllBytes(KeeperProgram.of(home).orElseThrow());
    }

    @Test
    void itIsExecutableByItsOwnerOnly() throws Exception {
        Path program = KeeperProgram.of(new Home(folder.resolve("new"))).orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program)))
                .isEqualTo("rwx------");
    }

    @Test
    void oneThatWasReplacedIsPutBack() throws Exception {
        Home home = new Home(folder);
        byte[] ours = unpack(home);
        byte[] theirs = ours.clone();
        theirs[theirs.length / 2] ^= 1;
        Files.write(home.keeperProgram(), theirs);
        assertThat(unpack(home)).isEqualTo(ours);
    }

    @Test
    void aLinkInItsPlaceIsNotWrittenThrough() throws Exception {
        Home home = new Home(folder);
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createSymbolicLink(home.keeperProgram(), victim);
        unpack(home);
        assertThat(victim).content().isEqualTo("mine");
        assertThat(home.keeperProgram()).isRegularFile();
        assertThat(Files.isSymbolicLink(home.keeperProgram())).isFalse();
    }

    @Test
    void withoutACommandItEndsWithTwo() throws Exception {
        Path program = KeeperProgram.of(new Home(folder)).orElseThrow();
        assertThat(new ProcessBuilder(program.toString()).start().waitFor()).isEqualTo(2);
    }

    @Test
    void aCommandThatNeverSpokeToItEndsItWithTheSameCode() throws Exception {
        Path program = KeeperProgram.of(new Home(folder)).orElseThrow();
        Process process = new ProcessBuilder(program.toString(), "/bin/sh", "-c", "exit 7").start();
        assertThat(process.waitFor()).isEqualTo(7);
    }
}
