package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        Files.writeString(folder.resolve("view.properties"), "a=\\uXYZW\n");

        assertThat(memory(folder).get("a", "none")).isEqualTo("none");
    }

    private static MemoryFile memory(Path folder) {
        return new MemoryFile(folder, Runnable::run);
    }
}
