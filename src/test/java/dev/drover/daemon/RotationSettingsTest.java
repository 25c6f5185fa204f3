package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.LogRotation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where the settings of log rotation come from. */
class RotationSettingsTest {

    @TempDir Path folder;
    private final List<String> notices = new ArrayList<>();

    private RotationSettings settings() {
        return new RotationSettings(new Home(folder), notices::add);
    }

    @Test
    void withoutAnyTheDefaultCounts() {
        assertThat(settings().get()).isEqualTo(LogRotation.DEFAULT);
        assertThat(notices).isEmpty();
    }

    @Test
    void theSettingsOfPm2sModuleCount() throws IOException {
        Files.writeString(
                folder.resolve("module_conf.json"),
                """
                {"pm2-logrotate": {"max_size": "10M", "retain": "3", "compress": "false",
                 "rotateInterval": "0 0 * * *", "dateFormat": "YYYY"}, "module-db-v2": {}}
                """);
        LogRotation policy = settings().get();
        assertThat(policy.maxBytes()).isEqualTo(10L << 20);
        assertThat(policy.retain()).isEqualTo(3);
        assertThat(policy.compress()).isFalse();
        assertThat(policy.dateFormat()).isEqualTo("YYYY");
        Instant now = Instant.parse("2026-11-21T07:00:00Z");
        assertThat(policy.schedule().orElseThrow().after(now).orElseThrow())
                .isBetween(now, now.plus(Duration.ofDays(1)));
    }

    @Test
    void aFileOfOurOwnComesFirst() throws IOException {
        Files.writeString(
                folder.resolve("module_conf.json"), "{\"pm2-logrotate\": {\"max_size\": \"10M\"}}");
        Files.writeString(
                folder.resolve("log-rotation.json"),
                "{\"max_size\": \"off\", \"retain\": \"all\"}");
        LogRotation policy = settings().get();
        assertThat(policy.maxBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(policy.retain()).isEqualTo(Integer.MAX_VALUE);
        assertThat(policy.compress()).isTrue();
    }

    @Test
    void whatHasNotChangedIsTheSameObject() throws IOException {
        Path file =
                Files.writeString(folder.resolve("log-rotation.json"), "{\"max_size\": \"1K\"}");
        RotationSettings settings = settings();
        LogRotation first = settings.get();
        assertThat(settings.get()).isSameAs(first);
        Files.writeString(file, "{\"max_size\": \"2K\"}");
        assertThat(settings.get().maxBytes()).isEqualTo(2048);
    }

    @Test
    void whatCannotBeUsedIsToldAndWhatCountedBeforeGoesOn() throws IOException {
        Path file =
                Files.writeString(folder.resolve("log-rotation.json"), "{\"max_size\": \"1K\"}");
        RotationSettings settings = settings();
        settings.get();
        for (String wrong :
                List.of(
                        "{\"max_size\": \"much\"}",
                        "{\"retain\": \"-1\"}",
                        "{\"rotateInterval\": \"soon\"}",
                        "{\"dateFormat\": \"[\"}",
                        "not json")) {
            notices.clear();
            Files.writeString(file, wrong);
            assertThat(settings.get().maxBytes()).isIn(1024L, LogRotation.DEFAULT.maxBytes());
            settings.get();
            assertThat(notices.size()).as(wrong).isLessThanOrEqualTo(1);
        }
        assertThat(notices).singleElement().asString().contains("log-rotation.json");
    }
}
