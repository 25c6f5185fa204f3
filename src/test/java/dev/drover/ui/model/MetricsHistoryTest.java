package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drover.domain.Metrics;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

class MetricsHistoryTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration THREE_HOURS = Duration.ofHours(3);
    private static final Duration DAY = Duration.ofHours(24);
    private static final long MEGABYTE = 1 << 20;

    private final MetricsHistory history = new MetricsHistory();

    private void add(Instant at, double cpu, long megabytes) {
        history.add(at, new Metrics(cpu, megabytes * MEGABYTE));
    }

    private MetricsSeries series(Duration range) {
        return history.series(Instant.EPOCH, NOW.plus(Duration.ofDays(3)), range, false);
    }

    @Test
    void aSampleIsKeptAsItCame() {
        add(NOW, 12.5, 55);

        MetricsSeries series = series(FIVE_MINUTES);
        assertThat(series.seconds()).containsExactly(NOW.getEpochSecond());
        assertThat(series.cpu()).containsExactly(12.5);
        assertThat(series.memory()).containsExactly(55 * MEGABYTE);
    }

    @Test
    void tenSecondsBecomeTheirMeanAndTheirMaximum() {
        for (int i = 0; i < 10; i++) {
            add(NOW.plusSeconds(i), i == 4 ? 100 : 0, i == 7 ? 60 : 50);
        }

        MetricsSeries series = series(THREE_HOURS);
        assertThat(series.periodSeconds()).isEqualTo(10);
        assertThat(series.size()).isEqualTo(1);
        assertThat(series.cpu()[0]).isCloseTo(10, within(0.01));
        assertThat(series.cpuMost()[0]).isEqualTo(100);
        assertThat(series.memory()[0]).isEqualTo(51 * MEGABYTE);
        assertThat(series.memoryMost()[0]).isEqualTo(60 * MEGABYTE);
    }

    @Test
    void aMinuteBecomesOneEntryOfTheDay() {
        for (int i = 0; i < 120; i++) {
            add(NOW.plusSeconds(i), i < 60 ? 20 : 40, 50);
        }

        assertThat(series(DAY).periodSeconds()).isEqualTo(60);
        assertThat(series(DAY).cpu()).containsExactly(20, 40);
    }

    @Test
    void eachResolutionReachesExactlyAsFarBackAsItSays() {
        int seconds = (int) Duration.ofHours(30).toSeconds();
        for (int i = 0; i < seconds; i++) {
            add(NOW.plusSeconds(i), 1, 1);
        }

        assertThat(series(FIVE_MINUTES).size()).isEqualTo(900);
        assertThat(series(THREE_HOURS).size()).isEqualTo(1080);
        assertThat(series(DAY).size()).isEqualTo(1440);
        assertThat(series(FIVE_MINUTES).seconds()[0])
                .isEqualTo(NOW.getEpochSecond() + seconds - 900);
        assertThat(history.bytes()).isLessThan(49 * 1024);
    }

    @Test
    void aYoungHistoryIsSmall() {
        add(NOW, 1, 1);

        assertThat(history.bytes()).isLessThan(3 * 1024);
    }

    @Test
    void whatWasNotMeasuredIsAGap() {
        add(NOW, 1, 1);
        add(NOW.plusSeconds(1), 1, 1);
        add(NOW.plusSeconds(60), 1, 1);

        MetricsSeries series = series(FIVE_MINUTES);
        assertThat(series.size()).isEqualTo(3);
        assertThat(series.isAfterGap(1)).isFalse();
        assertThat(series.isAfterGap(2)).isTrue();
        assertThat(series.indexAt(NOW.getEpochSecond() + 30)).isEqualTo(-1);
        assertThat(series.indexAt(NOW.getEpochSecond() + 59)).isEqualTo(2);
    }

    @Test
    void aSampleThatIsLateByASecondLeavesNoGap() {
        add(NOW, 1, 1);
        add(NOW.plusSeconds(2), 1, 1);

        assertThat(series(FIVE_MINUTES).isAfterGap(1)).isFalse();
    }

    @Test
    void aGapLongerThanTheHistoryLeavesNothingOfBefore() {
        add(NOW, 1, 1);
        add(NOW.plus(Duration.ofDays(2)), 2, 1);

        assertThat(series(DAY).cpu()).containsExactly(2);
    }

    @Test
    void aClockThatIsSetBackTakesWhatWasAheadAway() {
        add(NOW, 1, 1);
        add(NOW.plusSeconds(300), 2, 1);
        add(NOW.plusSeconds(100), 3, 1);

        assertThat(series(FIVE_MINUTES).cpu()).containsExactly(1, 3);
    }

    private MetricsSeries trees(MetricsHistory of) {
        return of.series(Instant.EPOCH, NOW.plusSeconds(100), FIVE_MINUTES, true);
    }

    private void addTree(Instant at, double cpu, double treeCpu) {
        Metrics.Usage tree = new Metrics.Usage(treeCpu, MEGABYTE);
        history.add(at, new Metrics(cpu, MEGABYTE, Optional.of(tree)));
    }

    @Test
    void descendantsHaveALineOfTheirOwnFromTheirBeginningOn() {
        addTree(NOW, 1, 1);
        assertThat(history.knowsTrees()).isTrue();
        int alone = history.bytes();
        addTree(NOW.plusSeconds(1), 2, 50);

        assertThat(trees(history).cpu()).containsExactly(1, 50);
        assertThat(series(FIVE_MINUTES).cpu()).containsExactly(1, 2);
        assertThat(history.bytes()).isGreaterThan(alone);
    }

    @Test
    void descendantsAreSavedAndTheFirstVersionWithoutThemIsRead() throws IOException {
        addTree(NOW, 1, 50);
        MetricsHistory alone = new MetricsHistory();
        alone.add(NOW, new Metrics(3, MEGABYTE));
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        history.write(new DataOutputStream(with));
        ByteArrayOutputStream without = new ByteArrayOutputStream();
        alone.write(new DataOutputStream(without));
        byte[] first = Arrays.copyOf(without.toByteArray(), without.size() - 2);

        assertThat(trees(read(with.toByteArray(), true)).cpu()).containsExactly(50);
        MetricsHistory old = read(first, false);
        assertThat(trees(old).cpu()).containsExactly(3);
        assertThat(old.knowsTrees()).isFalse();
    }

    private static MetricsHistory read(byte[] bytes, boolean withTrees) throws IOException {
        return MetricsHistory.read(new DataInputStream(new ByteArrayInputStream(bytes)), withTrees);
    }

    @Test
    void marksAreBoundedAndTheOldestGo() {
        for (int i = 0; i <= MetricsHistory.MOST_MARKS; i++) {
            history.mark(MetricsMark.Kind.FAILED, NOW.plusSeconds(i));
        }

        assertThat(history.marks(NOW, NOW.plusSeconds(5000)))
                .hasSize(MetricsHistory.MOST_MARKS)
                .startsWith(new MetricsMark(NOW.plusSeconds(1), MetricsMark.Kind.FAILED));
    }

    @Test
    void whatWasSavedFillsOnlyWhatIsMissing() {
        MetricsHistory older = new MetricsHistory();
        older.add(NOW.minusSeconds(60), new Metrics(7, MEGABYTE));
        older.add(NOW, new Metrics(7, MEGABYTE));
        older.mark(MetricsMark.Kind.STARTED, NOW.minusSeconds(60));
        add(NOW, 1, 1);
        history.mark(MetricsMark.Kind.STARTED, NOW.minusSeconds(60));

        history.fillFrom(older);

        assertThat(series(FIVE_MINUTES).cpu()).containsExactly(7, 1);
        assertThat(history.marks(Instant.EPOCH, NOW)).hasSize(1);
    }
}
