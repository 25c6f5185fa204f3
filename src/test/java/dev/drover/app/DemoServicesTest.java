package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class DemoServicesTest {

    @TempDir Path folder;

    @Test
    void bringsFourServicesWhereNodeIs() throws IOException {
        DemoServices demo =
                DemoServices.prepare(
                        new Home(folder),
                        folder.resolve("demo"),
                        Map.of("PATH", System.getenv("PATH")));
        assertThat(demo.services())
                .extracting(ProcessSpec::name)
                .containsExactly("web", "chatty", "crashy", "stubborn");
        assertThat(demo.services()).allSatisfy(s -> assertThat(s.script()).isRegularFile());
        assertThat(demo.withoutNode()).isFalse();
    }

    @Test
    void saysThatNodeIsMissingAndBringsTheOthers() throws IOException {
        DemoServices demo =
                DemoServices.prepare(
                        new Home(folder), folder.resolve("demo"), Map.of("PATH", "/nowhere"));
        assertThat(demo.services())
                .extracting(ProcessSpec::name)
                .containsExactly("chatty", "crashy", "stubborn");
        assertThat(demo.withoutNode()).isTrue();
    }
}
