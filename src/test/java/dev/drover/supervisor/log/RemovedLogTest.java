package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A log whose file somebody removed while it was read: what its index says is of another file. */
class RemovedLogTest {

    @TempDir Path folder;

    private static final class Nobody implements LogListener {
        @Override
        public boolean wantsText() {
            return false;
        }

        @Override
        public void wrote(LogChunk chunk, Runnable taken) {
            taken.run();
        }

        @Override
        public void failed(String sentence) {
            throw new AssertionError(sentence);
        }

        @Override
        public void recovered(String sentence) {
            throw new AssertionError(sentence);
        }
    }

    @Test
    void theNextRunBeginsItsIndexAnew() throws Exception {
        Path out = folder.resolve("web-out.log");
        LogSettings settings =
                new LogSettings(
                        out,
                        folder.resolve("web-error.log"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        false);
        Files.writeString(out, "a line\n".repeat(100));
        try (ProcessLogs logs = new ProcessLogs(new Home(folder.resolve("home")))) {
            LogFile read = logs.acquire(out);
            read.mark(new LogIndex.Mark(70, Instant.now(), 1, LogStream.OUT));
            Files.delete(out);
            ProcessLog log = logs.open(0, "web", settings, new Nobody());
            log.beginRun(false);
            assertThat(read.index().read()).isEmpty();
            log.close();
            logs.release(read);
        }
    }
}
