package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;

class TimeColumnTest {

    private static final Instant AT = Instant.parse("2026-03-02T14:02:11.120Z");

    @Test
    void the_time_since_the_line_above_is_shown_to_the_millisecond() {
        assertThat(TimeColumn.DELTA.text(AT, AT.minusMillis(37), ZoneOffset.UTC))
                .isEqualTo("   +0.037");
    }

    @Test
    void without_a_line_above_nothing_is_shown() {
        assertThat(TimeColumn.DELTA.text(AT, Instant.EPOCH, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void the_clock_needs_no_other_time() {
        assertThat(TimeColumn.CLOCK.text(AT, Instant.EPOCH, ZoneOffset.UTC))
                .isEqualTo("14:02:11.120");
    }
}
