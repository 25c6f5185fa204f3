package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** S26: a pid file's place comes with the service. */
class PidFileTest {

    @TempDir Path folder;

    @Test
    void holdsThePidAndGoesWithIt() throws Exception {
        Path file = folder.resolve("pids/a.pid");
        PidFile.write(file, 41);
        PidFile.write(file, 42);
        assertThat(file).hasContent("42");
        PidFile.remove(file);
        assertThat(file).doesNotExist();
        PidFile.remove(file);
    }

    @Test
    void fileThatHoldsSomethingElseIsNeitherWrittenNorRemoved() throws Exception {
        Path file = Files.writeString(folder.resolve("authorized_keys"), "ssh-ed25519 AAAA\n");
        assertThatThrownBy(() -> PidFile.write(file, 42))
                .hasMessageContaining("is not a pid file; choose another pid_file");
        PidFile.remove(file);
        assertThat(file).hasContent("ssh-ed25519 AAAA\n");
    }

    @Test
    void linkIsNotFollowed() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "1");
        Path file = Files.createSymbolicLink(folder.resolve("a.pid"), victim);
        assertThatThrownBy(() -> PidFile.write(file, 42)).hasMessageContaining("not a pid file");
        PidFile.remove(file);
        assertThat(victim).hasContent("1");
        assertThat(file).isSymbolicLink();
    }
}
