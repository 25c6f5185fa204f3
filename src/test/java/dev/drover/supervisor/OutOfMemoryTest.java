package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class OutOfMemoryTest {

    private static final ExitStatus KILLED = new ExitStatus.Signaled(Signal.SIGKILL, false);

    @TempDir private Path folder;

    private Path counters(int kills) throws IOException {
        return Files.writeString(
                folder.resolve("vmstat"), "nr_free_pages 5\noom_kill %d\nx 1\n".formatted(kills));
    }

    @Test
    void tellsAKillOfTheKernel() throws IOException {
        OutOfMemory outOfMemory = new OutOfMemory(counters(4));
        counters(5);

        assertThat(outOfMemory.killed(KILLED)).isTrue();
        assertThat(outOfMemory.killed(KILLED)).isFalse();
    }

    @Test
    void tellsNothingOfOtherEnds() throws IOException {
        OutOfMemory outOfMemory = new OutOfMemory(counters(4));
        counters(5);

        assertThat(outOfMemory.killed(new ExitStatus.Exited(137))).isFalse();
    }

    @Test
    void tellsNothingWhereTheKernelDoesNotCount() {
        assertThat(new OutOfMemory(folder.resolve("none")).killed(KILLED)).isFalse();
    }
}
