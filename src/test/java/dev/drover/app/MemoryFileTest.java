package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class MemoryFileTest {

    @TempDir Path folder;

    @Test
    void theNextWindowRemembers() {
        new MemoryFile(folder.resolve("not/there"), Runnable::run).put("stars /h", "ops/ mail\nx");

        assertThat(memory(folder.resolve("not/there")).get("stars /h", ""))
                .isEqualTo("ops/ mail\nx");
    }

    @Test
    void whatAnotherWindowWroteMeanwhileStays() {
        MemoryFile one = memory(folder);
        MemoryFile two = memory(folder);
        one.put("a", "1");
        two.put("b", "2");

        assertThat(memory(folder).get("a", "")).isEqualTo("1");
        assertThat(memory(folder).get("b", "")).isEqualTo("2");
    }

    @Test
    void whatIsNotWrittenYetIsWrittenAtTheEnd() {
        MemoryFile memory = new MemoryFile(folder, _ -> {});
        memory.put("a", "1");
        assertThat(memory(folder).get("a", "none")).isEqualTo("none");

        memory.save();
        assertThat(memory(folder).get("a", "none")).isEqualTo("1");
    }

    @Test
    void windowsThatWriteAtOnceLoseNothing() throws Exception {
        try (ExecutorService windows = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String key = "key" + i;
                windows.execute(() -> memory(folder).put(key, "1"));
            }
        }
        MemoryFile after = memory(folder);
        assertThat(IntStream.range(0, 20).mapToObj(i -> after.get("key" + i, "lost")))
                .containsOnly("1");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("view.properties", "view.properties.lock");
        }
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        Files.writeString(folder.resolve("view.properties"), "a=\\uXYZW\n");

        assertThat(memory(folder).get("a", "none")).isEqualTo("none");
    }

    private static MemoryFile memory(Path folder) {
        return new MemoryFile(folder, Runnable::run);
    }
}
