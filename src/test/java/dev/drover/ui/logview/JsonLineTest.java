package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;

class JsonLineTest {

    @Test
    void a_line_of_pino_becomes_time_level_message_and_the_rest() {
        assertThat(
                        pretty(
                                "{\"level\":50,\"time\":1772460131120,\"pid\":4711,\"msg\":\"no"
                                        + " route\",\"req\":{\"id\":1,\"url\":\"/x\"}}"))
                .isEqualTo("14:02:11.120 ERROR no route pid=4711 req={\"id\":1,\"url\":\"/x\"}");
    }

    @Test
    void a_line_with_words_keeps_them() {
        assertThat(
                        pretty(
                                "{\"severity\":\"warning\",\"message\":\"slow\","
                                        + "\"ts\":\"2026-03-02T14:02:11.120Z\",\"ok\":true}"))
                .isEqualTo("14:02:11.120 WARNING slow ok=true");
    }

    @Test
    void newlines_and_escape_sequences_in_a_value_stay_harmless() {
        assertThat(pretty("{\"msg\":\"a\\nb\\u001b[31mc\"}")).isEqualTo("a bc");
    }

    @Test
    void what_is_not_one_object_is_no_json_line() {
        assertThat(JsonLine.parse("{ not json }")).isEmpty();
        assertThat(JsonLine.parse("{\"a\":1} {\"b\":2}")).isEmpty();
        assertThat(JsonLine.parse("[1,2]")).isEmpty();
        assertThat(JsonLine.parse("{}")).isEmpty();
    }

    @Test
    void the_written_line_can_be_shown_again() {
        String json = "{\"level\":\"info\",\"msg\":\"hi\"}";
        LineTraits traits = LineTraits.of(json, JsonLine.parse(json), LineTraits.PLAIN, 1);
        AnsiText line = JsonLine.parse(json).orElseThrow().pretty(ZoneOffset.UTC);
        LogRow.Output row = LogRow.Output.of(0, LogStream.OUT, Instant.EPOCH, line, false, traits);

        assertThat(row.text()).isEqualTo("INFO  hi");
        assertThat(row.written()).isEqualTo(json);
        assertThat(row.shown(false, ZoneOffset.UTC).text()).isEqualTo(json);
        assertThat(row.shown(false, ZoneOffset.UTC).shown(true, ZoneOffset.UTC).text())
                .isEqualTo("INFO  hi");
    }

    private static String pretty(String line) {
        return JsonLine.parse(line).orElseThrow().pretty(ZoneOffset.UTC).text();
    }
}
