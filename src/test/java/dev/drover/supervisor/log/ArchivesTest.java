package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compression of rotated logs beside a rotation that deletes the oldest. */
class ArchivesTest {

    @TempDir private Path folder;

    @Test
    void whatWasDeletedBeforeItsTurnLeavesNothing() throws IOException {
        Archives.compress(folder.resolve("a__1.log"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsCompressedReplacesThePlainFile() throws IOException {
        Path plain = Files.writeString(folder.resolve("a__1.log"), "line\n".repeat(1000));
        Archives.compress(plain);
        assertThat(folder)
                .isDirectoryContaining(file -> file.endsWith("a__1.log.gz"))
                .isDirectoryNotContaining(file -> !file.endsWith("a__1.log.gz"));
    }
}
