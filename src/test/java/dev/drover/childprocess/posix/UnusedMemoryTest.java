package dev.drover.childprocess.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class UnusedMemoryTest {

    /** The JVM's program alone is 20 MB, of which only some is used again and again. */
    @Test
    void pagesOfProgramFilesThatNobodyUsesAreGivenBack() throws Exception {
        long before = residentFilePages();

        ChildProcesses.releaseUnusedMemory();

        assertThat(residentFilePages()).isLessThan(before);
    }

    /** In KiB. */
    private static long residentFilePages() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssFile:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
