package dev.drover.supervisor.log;

import dev.drover.childprocess.Stdio;
import dev.drover.domain.Home;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogRotation;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps the log of one service as a supervisor does, in a process of its own that a test can kill:
 * the first begins a run and says in the file {@code source} what its service is to append to, each
 * later one goes on with it. What it is told of failures is in the file {@code told}. A byte on its
 * input ends the run; {@code drained} says that it is done.
 */
public final class LogKeeper {

    private LogKeeper() {}

    /** Arguments: home, form (raw, dated or combined), size of a log in bytes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        long maxBytes = Long.parseLong(args[2]);
        ProcessLogs logs = new ProcessLogs(new Home(home));
        logs.rotateBy(
                () -> new LogRotation(maxBytes, Optional.empty(), 10_000, false, "HH-mm-ss-SSS"));
        ProcessLog log = logs.open(0, "service", settings(home, args[1]), new Told(home));
        Path source = home.resolve("source");
        if (Files.exists(source)) {
            log.resume();
        } else {
            log.beginRun(false);
            Stdio.AppendTo to = (Stdio.AppendTo) log.stdio(LogStream.OUT);
            Path fresh = Files.writeString(home.resolve("source.tmp"), to.file().toString());
            Files.move(fresh, source, StandardCopyOption.ATOMIC_MOVE);
        }
        if (System.in.read() >= 0) {
            CountDownLatch drained = new CountDownLatch(1);
            log.drain(_ -> drained.countDown());
            drained.await();
            Files.createFile(home.resolve("drained"));
        }
    }

    private static LogSettings settings(Path home, String form) {
        return new LogSettings(
                home.resolve("logs/service-out.log"),
                home.resolve("logs/service-error.log"),
                form.equals("combined")
                        ? Optional.of(home.resolve("logs/combined.log"))
                        : Optional.empty(),
                form.equals("dated") ? Optional.of("YYYY") : Optional.empty(),
                false,
                true,
                false);
    }

    private record Told(Path home) implements LogListener {

        @Override
        public boolean wantsText() {
            return true;
        }

        @Override
        public void wrote(LogChunk chunk, Runnable taken) {
            taken.run();
        }

        @Override
        public void failed(String sentence) {
            tell("failed: " + sentence);
        }

        @Override
        public void recovered(String sentence) {
            tell("recovered: " + sentence);
        }

        private void tell(String sentence) {
            try {
                Files.writeString(
                        home.resolve("told"),
                        sentence + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
