package dev.drover.childprocess.portable;

import dev.drover.childprocess.FileWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at size, time and identity of each file ten times a second. */
final class PollingWatcher implements FileWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(PollingWatcher.class);
    private static final int PERIOD_MILLIS = 100;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("drover-file-watcher").daemon().factory());

    @Override
    public Watch watch(Path file, Runnable changed) throws IOException {
        Look look = new Look(file, changed, State.of(file));
        ScheduledFuture<?> looking =
                timer.scheduleWithFixedDelay(
                        look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return () -> looking.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private record State(long size, FileTime modified, @Nullable Object key) {

        static State of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(now.size(), now.lastModifiedTime(), now.fileKey());
        }
    }

    /** Compares with the last look; a missing file is a state like any other. */
    private static final class Look implements Runnable {

        private final Path file;
        private final Runnable changed;
        private @Nullable State last;

        Look(Path file, Runnable changed, State first) {
            this.file = file;
            this.changed = changed;
            this.last = first;
        }

        @Override
        public void run() {
            State now = look();
            boolean same = now == null ? last == null : now.equals(last);
            last = now;
            if (!same) {
                report();
            }
        }

        private @Nullable State look() {
            try {
                return State.of(file);
            } catch (IOException _) {
                return null;
            }
        }

        /** Boundary: an exception would silently end the timer's task. */
        private void report() {
            try {
                changed.run();
            } catch (RuntimeException e) {
                LOG.error("The listener of a watched file failed.", e);
            }
        }
    }
}
