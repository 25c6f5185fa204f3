package dev.drover.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.ViewLoader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

class AlertNoticesTest {

    private final Patience scheduler = new Patience();
    private final List<String> told = new ArrayList<>();
    private final AlertNotices notices =
            new AlertNotices(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    scheduler,
                    ViewLoader.texts(AlertNotices.class),
                    (title, text, _) -> told.add(title + ": " + text));

    @AfterEach
    void close() {
        scheduler.shutdownNow();
    }

    /** Time passes when the test says so. */
    private static final class Patience extends ScheduledThreadPoolExecutor {

        private final Queue<Runnable> waiting = new ArrayDeque<>();

        Patience() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            waiting.add(task);
            return super.schedule(() -> {}, 0, unit);
        }

        void elapse() {
            waiting.remove().run();
        }
    }

    private void hit(long rule, String name, String text) {
        notices.accept(new AlertHit(rule, 0, name, LogStream.OUT, 0, Instant.EPOCH, text));
    }

    @Test
    void a_flood_is_one_notice_and_then_one_for_each_rest() {
        for (int i = 1; i <= 1000; i++) {
            hit(1, i % 2 == 0 ? "api" : "web", "failed " + i);
        }
        scheduler.elapse();
        assertThat(told).containsExactly("web, api: failed 1000\nand 999 more");
        hit(1, "api", "failed again");
        hit(1, "api", "failed at last");
        assertThat(told).hasSize(1);

        scheduler.elapse();

        assertThat(told).last().isEqualTo("api: failed at last\nand 1 more");
        scheduler.elapse();
        assertThat(told).hasSize(2);
        assertThat(scheduler.waiting).isEmpty();
    }

    @Test
    void each_rule_is_told_of_by_itself() {
        hit(1, "api", "one");
        hit(2, "api", "two");

        scheduler.elapse();
        scheduler.elapse();

        assertThat(told).containsExactly("api: one", "api: two");
    }

    @Test
    void rules_are_kept_for_their_home() {
        Memory memory = Memory.untilClosed();
        AlertRules rules = new AlertRules(memory, "/home/u/.drover", _ -> {});
        rules.add("a\tb", "", AlertLevel.ANY);
        rules.add("/x=\\d+/", "my api", AlertLevel.WARN);
        rules.replace(rules.all().getLast().withOn(false));

        assertThat(new AlertRules(memory, "/home/u/.drover", _ -> {}).all())
                .containsExactly(
                        new AlertRule(1, "a b", "", AlertLevel.ANY, true),
                        new AlertRule(2, "/x=\\d+/", "my api", AlertLevel.WARN, false));
        assertThat(new AlertRules(memory, "/other", _ -> {}).all()).isEmpty();
    }
}
