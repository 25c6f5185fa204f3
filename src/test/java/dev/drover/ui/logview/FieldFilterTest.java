package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

class FieldFilterTest {

    private static final ZoneId ZONE = ZoneId.systemDefault();

    private static LogRow.Output row(String json, boolean pretty) {
        Optional<JsonLine> object = JsonLine.parse(json);
        LineTraits traits = LineTraits.of(json, object, LineTraits.PLAIN, 1);
        AnsiText text = AnsiText.parse(json, SgrStyle.PLAIN);
        return LogRow.Output.of(0, LogStream.OUT, Instant.EPOCH, text, false, traits)
                .shown(pretty, ZONE);
    }

    private static boolean finds(String from, String field, String in, boolean pretty) {
        JsonLine object = JsonLine.parse(from).orElseThrow();
        JsonLine.Field chosen =
                object.fields().stream()
                        .filter(one -> one.name().equals(field))
                        .findFirst()
                        .orElseThrow();
        String filter = FieldFilter.of(row(from, pretty), object, chosen, ZONE);
        return TextFilter.of(filter, false, false).accepts(row(in, pretty));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_longer_value_is_another_one(boolean pretty) {
        String line = "{\"msg\":\"tick 2\",\"id\":\"r1\",\"n\":20}";

        assertThat(finds(line, "id", "{\"id\":\"r1\"}", pretty)).isTrue();
        assertThat(finds(line, "id", "{\"id\":\"r10\"}", pretty)).isFalse();
        assertThat(finds(line, "id", "{\"xid\":\"r1\"}", pretty)).isFalse();
        assertThat(finds(line, "n", "{\"n\":20}", pretty)).isTrue();
        assertThat(finds(line, "n", "{\"n\":200}", pretty)).isFalse();
        assertThat(finds(line, "msg", "{\"msg\":\"tick 2\"}", pretty)).isTrue();
        assertThat(finds(line, "msg", "{\"msg\":\"tick 20\"}", pretty)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void the_level_is_meant_and_not_its_digits_elsewhere(boolean pretty) {
        String line = "{\"level\":30,\"msg\":\"a\"}";

        assertThat(finds(line, "level", "{\"level\":30,\"msg\":\"b\"}", pretty)).isTrue();
        assertThat(finds(line, "level", "{\"level\":50,\"msg\":\"30\"}", pretty)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_time_is_found_as_it_is_shown(boolean pretty) {
        String line = "{\"time\":1795334098690,\"msg\":\"a\"}";

        assertThat(finds(line, "time", line, pretty)).isTrue();
        assertThat(finds(line, "time", "{\"time\":1795334098691,\"msg\":\"a\"}", pretty)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void punctuation_and_quotes_are_texts_like_others(boolean pretty) {
        String line = "{\"url\":\"/a?b=c(1)\",\"s\":\"say \\\"hi\\\"\",\"o\":{\"k\":[1]}}";

        assertThat(finds(line, "url", line, pretty)).isTrue();
        assertThat(finds(line, "s", line, pretty)).isTrue();
        assertThat(finds(line, "o", line, pretty)).isTrue();
    }

    @Test
    void what_is_not_in_the_short_line_is_looked_for_as_it_is() {
        String line = "{\"time\":\"2026-11-22T08:00:00Z\",\"ts\":\"other\",\"msg\":\"a\"}";
        JsonLine object = JsonLine.parse(line).orElseThrow();

        assertThat(FieldFilter.of(row(line, true), object, object.fields().get(1), ZONE))
                .isEqualTo("other");
    }
}
