package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.PropertiesFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The watch sees what it is there for. */
@ExtendWith(WindowTest.class)
class FxWatchUITest {

    @TempDir private Path folder;

    @Test
    void aFileThatIsReadOnTheFxThreadIsSeen() throws IOException {
        Path file = Files.writeString(folder.resolve("x.properties"), "a=1\n".repeat(50_000));
        try (FxWatch watch = new FxWatch("FxWatchUITest.nobody")) {
            Pulses.await(
                    "it is seen",
                    () -> {
                        read(file);
                        return !watch.found().isEmpty();
                    });
            assertThat(watch.found().keySet())
                    .anyMatch(method -> method.startsWith("dev.drover.ui.common.PropertiesFile."));
        }
    }

    @Test
    void whatIsReadElsewhereIsNot() throws IOException {
        Path file = Files.writeString(folder.resolve("x.properties"), "a=1\n".repeat(50_000));
        try (FxWatch watch = new FxWatch("FxWatchUITest.nobody")) {
            for (int i = 0; i < 20; i++) {
                read(file);
            }
            FxThread.EXECUTOR.execute(() -> {});
            assertThat(watch.found()).isEmpty();
        }
    }

    private static void read(Path file) {
        try {
            new PropertiesFile(file).load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
