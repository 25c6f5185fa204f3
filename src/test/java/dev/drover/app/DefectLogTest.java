package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class DefectLogTest extends ApplicationTest {

    @TempDir Path folder;

    @Test
    void writesTheTraceAndTellsOnce() throws IOException, InterruptedException {
        Path file = folder.resolve("state").resolve("drover.log");
        BlockingQueue<Path> told = new LinkedBlockingQueue<>();
        DefectLog log = new DefectLog(file, told::add);
        IllegalStateException defect = new IllegalStateException("outer", new IOException("inner"));

        log.uncaughtException(Thread.currentThread(), defect);
        log.uncaughtException(Thread.currentThread(), defect);

        assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(file);
        interact(() -> {});
        assertThat(told).isEmpty();
        assertThat(Files.readString(file)).contains("outer", "caused by", "inner", "DefectLogTest");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
