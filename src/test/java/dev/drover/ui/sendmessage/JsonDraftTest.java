package dev.drover.ui.sendmessage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

class JsonDraftTest {

    @Test
    void json_becomes_maps_lists_and_numbers() {
        assertThat(JsonDraft.parse("{\"a\": [1, true, null]}"))
                .isInstanceOfSatisfying(
                        JsonDraft.Valid.class,
                        valid ->
                                assertThat(JsonDraft.compact(valid.value()))
                                        .isEqualTo("{\"a\":[1,true,null]}"));
    }

    @Test
    void null_is_json_but_nothing_is_not() {
        assertThat(JsonDraft.parse("null")).isEqualTo(new JsonDraft.Valid(null));
        assertThat(JsonDraft.parse(" \n ")).isEqualTo(new JsonDraft.Empty());
    }

    @Test
    void large_numbers_keep_their_digits() {
        assertThat(JsonDraft.parse("12345678901234567890123"))
                .isEqualTo(new JsonDraft.Valid(new BigInteger("12345678901234567890123")));
        assertThat(
                        JsonDraft.parse("0.1000000000000000000001")
                                        instanceof JsonDraft.Valid(Object value)
                                ? JsonDraft.compact(value)
                                : "")
                .isEqualTo("0.1000000000000000000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": }| 1 | 7",
                "{\"a\": 1,| 1 | 9",
                "[1 2]| 1 | 4",
                "{} {}| 1 | 4",
                "{'a':1}| 1 | 2",
                "{\"a\":1,\"a\":2}| 1 | 11",
            })
    void what_is_not_json_is_placed(String text, int line, int column) {
        assertThat(JsonDraft.parse(text))
                .isInstanceOfSatisfying(
                        JsonDraft.Invalid.class,
                        invalid -> {
                            assertThat(invalid.line()).isEqualTo(line);
                            assertThat(invalid.column()).as(invalid.reason()).isEqualTo(column);
                            assertThat(invalid.reason()).isNotBlank().doesNotContain("Source:");
                        });
    }

    @Test
    void a_later_line_is_counted() {
        assertThat(JsonDraft.parse("{\n  \"a\": tru\n}"))
                .isInstanceOfSatisfying(
                        JsonDraft.Invalid.class,
                        invalid -> assertThat(invalid.line()).isEqualTo(2));
    }

    @Test
    void a_packet_travels_with_id_type_topic_and_data() {
        OutgoingMessage packet =
                new OutgoingMessage.Packet(18, "process:msg", "t", Map.of("some", List.of("data")));

        assertThat(packet.wire())
                .isEqualTo(
                        "{\"id\":18,\"type\":\"process:msg\",\"topic\":\"t\",\"data\":{\"some\":[\"data\"]}}");
    }
}
