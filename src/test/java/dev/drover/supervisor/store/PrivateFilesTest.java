package dev.drover.supervisor.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Files that cannot be made. */
class PrivateFilesTest {

    @TempDir private Path folder;

    @Test
    void nameThatIsTooLongIsToldAsThat() {
        Path file = folder.resolve("x".repeat(300) + ".log");
        assertThatThrownBy(() -> PrivateFiles.createFile(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("too long");
    }
}
