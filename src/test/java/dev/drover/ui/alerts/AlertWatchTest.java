package dev.drover.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.snapshot.Processes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

class AlertWatchTest {

    private static final AlertRule ERRORS = rule(1, "failed", "", AlertLevel.ANY);

    private final List<AlertHit> hits = new ArrayList<>();
    private final AlertHits kept = new AlertHits();
    private final List<Long> tooSlow = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final ProcessDescription api = Processes.online(0, "api", false);
    private final ProcessDescription web = Processes.online(1, "web", false);
    private final AlertWatch watch =
            new AlertWatch(
                    tasks::add,
                    line ->
                            new ReadLine(
                                    line,
                                    line,
                                    line.startsWith("ERROR") ? AlertLevel.ERROR : AlertLevel.ANY),
                    new Noted());
    private long end;

    private final class Noted implements AlertWatch.Findings {
        @Override
        public void found(AlertHit hit) {
            hits.add(hit);
            kept.add(hit);
        }

        @Override
        public void tooSlow(long rule) {
            tooSlow.add(rule);
        }

        @Override
        public void emptied(int process, LogStream stream) {
            kept.forget(process, stream);
        }
    }

    private static AlertRule rule(long id, String text, String process, AlertLevel level) {
        return new AlertRule(id, text, process, level, true);
    }

    private void follow(AlertRule... rules) throws AlertMatcher.InvalidRuleException {
        List<AlertMatcher> matchers = new ArrayList<>();
        for (AlertRule rule : rules) {
            matchers.add(AlertMatcher.of(rule));
        }
        watch.follow(matchers);
    }

    private void write(ProcessDescription process, String... chunks) {
        for (String text : chunks) {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            LogChunk chunk = new LogChunk(LogStream.OUT, text, end, length, 1, Instant.EPOCH);
            end += length;
            watch.accept(new ProcessEvent.OutputWritten(process, chunk));
        }
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private List<String> texts() {
        return hits.stream().map(AlertHit::text).toList();
    }

    @Test
    void a_text_is_found_in_any_case_with_the_place_of_its_line() throws Exception {
        follow(ERRORS);

        write(api, "größer\norder 7 FAI", "LED now\nfine\n");

        assertThat(texts()).containsExactly("order 7 FAILED now");
        assertThat(hits.getFirst().offset())
                .isEqualTo("größer\n".getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void a_rule_may_be_an_expression_of_one_service_and_one_level() throws Exception {
        follow(rule(1, "/order \\d+$/", "api", AlertLevel.ERROR));

        write(api, "ERROR order 7\norder 8\nERROR order x\n");
        write(web, "ERROR order 9\n");

        assertThat(texts()).containsExactly("ERROR order 7");
    }

    @Test
    void a_line_whose_middle_was_lost_is_not_put_together() throws Exception {
        follow(ERRORS);

        write(api, "fai");
        end += 100;
        write(api, "led\nit failed\n");

        assertThat(texts()).containsExactly("it failed");
    }

    @Test
    void places_in_a_log_that_was_emptied_are_forgotten() throws Exception {
        follow(ERRORS);
        write(api, "it failed\n");
        assertThat(kept.isHit(0, LogStream.OUT, 0)).isTrue();
        end = 0;

        write(api, "fine\nfailed again\n");

        assertThat(kept.isHit(0, LogStream.OUT, 0)).isFalse();
        assertThat(kept.isHit(0, LogStream.OUT, 5)).isTrue();
    }

    @Test
    void nothing_is_done_for_services_that_no_rule_is_about() throws Exception {
        follow(rule(1, "x", "api", AlertLevel.ANY));

        watch.accept(
                new ProcessEvent.OutputWritten(
                        web, new LogChunk(LogStream.OUT, "x\n", 0, 2, 1, Instant.EPOCH)));

        assertThat(tasks).isEmpty();
    }

    @Test
    void an_expression_that_backtracks_without_end_is_given_up_and_the_others_go_on()
            throws Exception {
        follow(rule(7, "/(.*a){12}b/", "", AlertLevel.ANY), ERRORS);

        write(api, "a".repeat(60) + " failed\nfailed again\n");

        assertThat(tooSlow).containsExactly(7L);
        assertThat(hits).extracting(AlertHit::rule).containsOnly(1L);
        assertThat(hits).hasSize(2);
    }

    @Test
    void of_a_line_without_end_the_beginning_is_looked_at() throws Exception {
        follow(ERRORS);
        String[] pieces = new String[40];
        Arrays.fill(pieces, "x".repeat(1000));

        write(api, pieces);
        write(api, "failed\nfailed\n");

        assertThat(texts()).containsExactly("failed");
    }

    @Test
    void lines_like_one_differ_in_time_numbers_and_ids() {
        assertThat(LikeThis.of("2026-11-21T10:00:00.123Z order 17 of f00dcafe42 failed (code 3)"))
                .isEqualTo("/order \\d+ of [\\w-]+ failed \\(code \\d+\\)/");
        assertThat(LikeThis.of("[14:02:11] cannot connect.")).isEqualTo("cannot connect.");
        assertThat(LikeThis.of("12:00:00")).isEqualTo("/\\d+:\\d+:\\d+/");
    }
}
