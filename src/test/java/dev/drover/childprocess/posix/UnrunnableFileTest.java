package dev.drover.childprocess.posix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.SpawnException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class UnrunnableFileTest {

    @TempDir Path folder;

    /** A shell would take it for a script and end with 127. */
    @Test
    void aProgramOfAnotherMachineIsRefusedWithTheReason() throws Exception {
        Path program = folder.resolve("program");
        Files.write(program, new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 0, 0, 0});
        program.toFile().setExecutable(true);

        assertThatThrownBy(() -> ChildProcesses.spawn(program.toString()))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("ENOEXEC");
    }
}
