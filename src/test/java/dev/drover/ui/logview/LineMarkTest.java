package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

class LineMarkTest {

    private static final Instant AT = Instant.parse("2026-03-02T14:02:11.120Z");
    private static final Instant NOW = AT.plusSeconds(60);

    private static LogRow.Output row(long offset, String text, Instant at) {
        return new LineAssembler(1, LogStream.OUT)
                .line(new LogLine(LogStream.OUT, offset, text.length() + 1, text, 1, at));
    }

    private static LineMark mark(String text, Instant at) {
        return LineMark.of(row(40, text, at), NOW);
    }

    @Test
    void another_place_or_beginning_is_another_line() {
        LineMark mark = mark("listening on 3000", AT);

        assertThat(mark.fits(row(40, "listening on 3000", AT))).isTrue();
        assertThat(mark.fits(row(41, "listening on 3000", AT))).isFalse();
        assertThat(mark.fits(row(40, "listening on 3001", AT))).isFalse();
        assertThat(mark.fits(row(40, "listening", AT))).isFalse();
    }

    @Test
    void a_line_that_was_open_may_have_gone_on() {
        assertThat(mark("loading", AT).fits(row(40, "loading ... done", AT))).isTrue();
        assertThat(mark("", AT).fits(row(40, "", AT))).isTrue();
        assertThat(mark("", AT).fits(row(40, "a", AT))).isFalse();
    }

    @Test
    void the_same_words_that_came_later_are_another_line() {
        assertThat(mark("ready", AT).fits(row(40, "ready", AT.plusMillis(1)))).isFalse();
        assertThat(mark("ready", Instant.EPOCH).fits(row(40, "ready", NOW.plusMillis(1))))
                .isFalse();
    }

    @Test
    void an_old_line_whose_time_is_known_less_exactly_by_now_is_the_same() {
        assertThat(mark("ready", AT).fits(row(40, "ready", AT.minusSeconds(5)))).isTrue();
        assertThat(mark("ready", AT).fits(row(40, "ready", Instant.EPOCH))).isTrue();
    }

    @Test
    void json_is_told_by_what_was_written_however_it_is_shown() {
        LogRow.Output pretty = row(40, "{\"level\":\"info\",\"msg\":\"up\"}", AT);
        LogRow.Output plain = pretty.shown(false, ZoneId.of("UTC"));

        assertThat(plain.text()).isNotEqualTo(pretty.text());
        assertThat(LineMark.of(pretty, NOW)).isEqualTo(LineMark.of(plain, NOW));
    }

    @Test
    void a_piece_of_a_long_line_that_is_all_colours_is_enough_to_tell_it() {
        String rainbow = "\u001b[38;2;255;255;255m\u20ac".repeat(10_000);
        String piece = rainbow.substring(0, LineMark.BYTES - 2 * 200);

        assertThat(mark(rainbow, AT).fits(row(40, piece, AT))).isTrue();
    }
}
