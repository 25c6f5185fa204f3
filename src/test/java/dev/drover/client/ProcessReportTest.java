package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExecMode;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class ProcessReportTest {

    private static ProcessDescription process(
            Map<String, Object> extra, Map<String, Object> reported) {
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home/me/.d"), "api", Path.of("/srv/api/main.js"))
                        .mode(ExecMode.FORK)
                        .env(Map.of("PORT", "3000"))
                        .extra(extra)
                        .build();
        return new ProcessDescription(
                4,
                spec,
                ProcessStatus.ONLINE,
                OptionalLong.of(4711),
                0,
                "unique",
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Metrics.NONE,
                reported);
    }

    @Test
    void versionsAreThoseOfTheProgramAndOfItsNode() {
        ProcessDescription known =
                process(Map.of("version", "1.2.3"), Map.of("node_version", "20.11.0"));

        assertThat(ProcessReport.version(known)).contains("1.2.3");
        assertThat(ProcessReport.nodeVersion(known)).contains("20.11.0");
        assertThat(ProcessReport.version(process(Map.of(), Map.of()))).isEmpty();
        assertThat(ProcessReport.nodeVersion(process(Map.of(), Map.of()))).isEmpty();
    }

    @Test
    void whatHasAWordOfItsOwnIsNoFurtherOption() {
        ProcessDescription watched =
                process(
                        Map.of("watch", true, "cron_restart", "0 3 * * *", "vizion", false),
                        Map.of());

        assertThat(ProcessReport.triggers(watched).watched()).containsExactly(Path.of("/srv/api"));
        assertThat(ProcessReport.triggers(watched).cron()).contains("0 3 * * *");
        assertThat(ProcessReport.furtherOptions(watched)).containsOnlyKeys("vizion");
    }

    @Test
    void reportedMetricsAreTextWithTheirUnitsAndWhatIsNoneIsLeftOut() {
        ProcessDescription reporting =
                process(
                        Map.of(),
                        Map.of(
                                "axm_monitor",
                                Map.of(
                                        "Heap",
                                        Map.of("value", 12.5, "unit", "MiB"),
                                        "Broken",
                                        "none")));

        assertThat(ProcessReport.customMetrics(reporting))
                .containsOnly(Map.entry("Heap", "12.5 MiB"));
    }

    @Test
    void theJsonIsAnEntryOfPm2sList() {
        assertThat(ProcessReport.json(process(Map.of(), Map.of())))
                .containsEntry("pm_id", 4)
                .containsEntry("name", "api")
                .containsKeys("pid", "pm2_env", "monit");
    }
}
