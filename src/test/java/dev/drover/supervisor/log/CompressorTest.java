package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;

/** When rotated logs are compressed. */
class CompressorTest {

    private static final Duration LONG = Duration.ofDays(1);

    @TempDir private Path folder;
    private final Compressor compressor = new Compressor();

    @AfterEach
    void close() {
        compressor.close();
    }

    private Path archive(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "line\n".repeat(1000));
    }

    private void awaitCompressed(String name) throws IOException, InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE);
            while (Files.notExists(folder.resolve(name + ".gz"))
                    || Files.exists(folder.resolve(name))) {
                watch.take().reset();
            }
        }
    }

    @Test
    void ofALogThatIsRotatedAgainNothingIsCompressedUntilItRests() throws Exception {
        Path log = folder.resolve("a.log");
        Path first = archive("a__1.log");
        compressor.compress(log, List.of(first), LONG);
        assertThat(compressor.waiting()).containsExactly(log);

        compressor.compress(log, List.of(first, archive("a__2.log")), Duration.ZERO);

        awaitCompressed("a__1.log");
        awaitCompressed("a__2.log");
        assertThat(compressor.waiting()).isEmpty();
    }

    @Test
    void aLogThatIsNotCalmKeepsNoOtherWaiting() throws Exception {
        compressor.compress(folder.resolve("a.log"), List.of(archive("a__1.log")), LONG);
        compressor.compress(folder.resolve("b.log"), List.of(archive("b__1.log")), Duration.ZERO);

        awaitCompressed("b__1.log");
        assertThat(folder.resolve("a__1.log")).exists();
        assertThat(compressor.waiting()).containsExactly(folder.resolve("a.log"));
    }
}
