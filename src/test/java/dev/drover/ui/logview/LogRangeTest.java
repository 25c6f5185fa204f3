package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogRangeTest {

    @Test
    void while_nobody_knows_where_a_log_begins_it_may_begin_earlier() {
        LogRange range = shown(5_000, 5_100);

        assertThat(range.hasOlder()).isFalse();
        assertThat(range.mayHaveOlder()).isTrue();
        assertThat(range.earliest()).isZero();
    }

    @Test
    void where_a_log_begins_is_known_after_it_was_measured() {
        LogRange range = shown(5_000, 5_100);

        range.learn(5_000, 5_100);

        assertThat(range.mayHaveOlder()).isFalse();
        assertThat(range.earliest()).isEqualTo(5_000);
    }

    private static LogRange shown(long begin, long end) {
        LogRange range = new LogRange();
        range.begin = begin;
        range.first = begin;
        range.end = end;
        range.last = end;
        return range;
    }
}
