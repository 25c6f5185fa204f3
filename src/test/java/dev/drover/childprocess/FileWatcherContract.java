package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What every file watcher does. */
@Timeout(180)
abstract class FileWatcherContract {

    @TempDir Path folder;

    private final Semaphore reports = new Semaphore(0);
    FileWatcher watcher;
    Path file;

    abstract Backend backend();

    @BeforeEach
    void open() throws IOException {
        watcher = backend().openFileWatcher();
        file = Files.writeString(folder.resolve("log"), "start\n");
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void appendedBytesAreReported() throws Exception {
        watcher.watch(file, reports::release);
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        awaitReport();
    }

    @Test
    void truncationIsReported() throws Exception {
        watcher.watch(file, reports::release);
        Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        awaitReport();
    }

    @Test
    void deletionIsReported() throws Exception {
        watcher.watch(file, reports::release);
        Files.delete(file);
        awaitReport();
    }

    @Test
    void replacementIsReportedAndTheNewFileCanBeWatched() throws Exception {
        FileWatcher.Watch first = watcher.watch(file, reports::release);
        Path other = Files.writeString(folder.resolve("other"), "a longer content\n");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        awaitReport();
        first.close();
        Semaphore again = new Semaphore(0);
        watcher.watch(file, again::release);
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        assertThat(again.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void twoWatchesOfOneFileAreBothTold() throws Exception {
        Semaphore other = new Semaphore(0);
        FileWatcher.Watch first = watcher.watch(file, reports::release);
        watcher.watch(file, other::release);
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        awaitReport();
        assertThat(other.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        first.close();
        Files.writeString(file, "and more\n", StandardOpenOption.APPEND);
        assertThat(other.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closedWatchIsSilent() throws Exception {
        FileWatcher.Watch watch = watcher.watch(file, reports::release);
        watch.close();
        Semaphore other = new Semaphore(0);
        watcher.watch(file, other::release);
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        assertThat(other.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        assertThat(reports.availablePermits()).isZero();
    }

    @Test
    void missingFileCannotBeWatched() {
        assertThatThrownBy(() -> watcher.watch(folder.resolve("missing"), reports::release))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aFloodIsReportedSeldomAndItsEndAlways() throws Exception {
        AtomicLong seen = new AtomicLong();
        AtomicLong count = new AtomicLong();
        Semaphore complete = new Semaphore(0);
        int writes = 20_000;
        long expected = Files.size(file) + writes;
        watcher.watch(
                file,
                () -> {
                    count.incrementAndGet();
                    seen.set(file.toFile().length());
                    if (seen.get() == expected) {
                        complete.release();
                    }
                });
        long start = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (int i = 0; i < writes; i++) {
                out.write('x');
            }
        }
        assertThat(complete.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(count.get()).isLessThanOrEqualTo(millis / 10 + 2);
    }

    private void awaitReport() throws InterruptedException {
        assertThat(reports.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }
}
