package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class HostLoadTest {

    @TempDir Path proc;

    @Test
    void saysHowBusyItWasSinceTheSampleBefore() throws IOException {
        Files.writeString(
                proc.resolve("meminfo"),
                "MemTotal:        8388608 kB\nMemFree: 1 kB\nMemAvailable:    6291456 kB\n");
        HostLoad load = new HostLoad(proc);
        Files.writeString(proc.resolve("stat"), "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1\n");
        assertThat(load.sample()).contains(new HostLoad.Sample(20, 2, 8));

        Files.writeString(proc.resolve("stat"), "cpu  140 0 110 750 100 0 0 0 0 0\ncpu0 1\n");
        assertThat(load.sample().orElseThrow().cpuPercent()).isEqualTo(50);
        assertThat(load.sample().orElseThrow().in("%d|%s|%s")).isEqualTo("0|2.0|8.0");
    }

    @Test
    void elsewhereItSaysNothing() {
        assertThat(new HostLoad(proc.resolve("none")).sample()).isEmpty();
    }
}
