package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.Metrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

class MetricsHistoryFileTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir Path folder;

    private final MetricsKey key = new MetricsKey(3, "api", "unique");

    private MetricsHistoryFile file() {
        return new MetricsHistoryFile(folder.resolve("state"), new Home(Path.of("/home/me/.d")));
    }

    private Map<MetricsKey, MetricsHistory> sample() {
        MetricsHistory history = new MetricsHistory();
        history.add(NOW, new Metrics(12.5, 55 << 20));
        history.add(NOW.plusSeconds(90), new Metrics(25, 56 << 20));
        history.mark(MetricsMark.Kind.RESTARTED, NOW);
        return Map.of(key, history);
    }

    @Test
    void whatIsSavedIsLoadedAgain() {
        file().save(sample());

        MetricsHistory loaded = file().load(NOW.plusSeconds(100)).get(key);

        MetricsSeries series = loaded.series(NOW, NOW.plusSeconds(100), FIVE_MINUTES, false);
        assertThat(series.cpu()).containsExactly(12.5, 25);
        assertThat(series.memory()).containsExactly(55L << 20, 56L << 20);
        assertThat(series.isAfterGap(1)).isTrue();
        assertThat(loaded.marks(Instant.EPOCH, NOW))
                .containsExactly(new MetricsMark(NOW, MetricsMark.Kind.RESTARTED));
    }

    @Test
    void noFileIsNoHistory() {
        assertThat(file().load(NOW)).isEmpty();
    }

    @Test
    void whatIsOlderThanADayIsForgotten() {
        file().save(sample());

        assertThat(file().load(NOW.plus(Duration.ofHours(25)))).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws IOException {
        file().save(sample());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("state"))) {
            assertThat(files).containsExactly(file().path());
        }
    }

    @Test
    void aDamagedFileBeginsAnewAndCanBeReplaced() throws IOException {
        file().save(sample());
        byte[] whole = Files.readAllBytes(file().path());
        for (int place = 0; place < whole.length; place++) {
            // The header of gzip has a time and a system in it that mean nothing.
            if (place >= 9 && place < 15) {
                continue;
            }
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x55;
            Files.write(file().path(), damaged);

            assertThat(file().load(NOW)).as("damaged at %d", place).isEmpty();
        }
        file().save(sample());
        assertThat(file().load(NOW)).containsOnlyKeys(key);
    }

    @Test
    void aFileThatWasCutOffBeginsAnew() throws IOException {
        file().save(sample());
        byte[] whole = Files.readAllBytes(file().path());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file().path(), Arrays.copyOf(whole, length));

            assertThat(file().load(NOW)).as("cut off at %d", length).isEmpty();
        }
    }

    @Test
    void homesHaveFilesOfTheirOwn() {
        MetricsHistoryFile other =
                new MetricsHistoryFile(folder.resolve("state"), new Home(Path.of("/other")));
        file().save(sample());

        assertThat(other.load(NOW)).isEmpty();
        assertThat(other.path()).isNotEqualTo(file().path());
    }

    @Test
    void aFolderThatCannotBeMadeIsNoError() throws IOException {
        Files.writeString(folder.resolve("state"), "a file");

        file().save(sample());

        assertThat(file().load(NOW)).isEmpty();
    }
}
