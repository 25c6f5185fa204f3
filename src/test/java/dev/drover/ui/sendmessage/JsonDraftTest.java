package dev.drover.ui.sendmessage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

class JsonDraftTest {

    private static final String BUNDLE = "dev.drover.ui.sendmessage.strings";
    private static final ResourceBundle ENGLISH =
            ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH, JsonFault.class.getModule());

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
            quoteCharacter = '`',
            value = {
                "{\"a\": }| 1 | 7 | “}” does not belong here",
                "{\"a\": 1,| 1 | 9 | something is not closed",
                "[1 2]| 1 | 4 | “2” does not belong here",
                "{} {}| 1 | 4 | here the JSON has ended already",
                "{'a':1}| 1 | 2 | “'” does not belong here",
                "{\"a\":1,\"a\":2}| 1 | 11 | the key “a” is there twice",
                "[tru]| 1 | 2 | “tru” is no JSON; a text stands between double quotes",
                "[01]| 1 | 3 | no number is written like this in JSON",
                "[\"\\x\"]| 1 | 4 | after a backslash only \" \\ / b f n r t u can stand",
            })
    void what_is_not_json_is_placed_and_told(String text, int line, int column, String reason) {
        assertThat(JsonDraft.parse(text))
                .isInstanceOfSatisfying(
                        JsonDraft.Invalid.class,
                        invalid -> {
                            assertThat(invalid.fault().text(ENGLISH)).isEqualTo(reason);
                            assertThat(invalid.line()).isEqualTo(line);
                            assertThat(invalid.column()).as(reason).isEqualTo(column);
                        });
    }

    @Test
    void a_line_break_within_a_text_is_told() {
        assertThat(JsonDraft.parse("\"a\nb\""))
                .isInstanceOfSatisfying(
                        JsonDraft.Invalid.class,
                        invalid ->
                                assertThat(invalid.fault().kind())
                                        .isEqualTo(JsonFault.Kind.CONTROL_CHARACTER));
    }

    @Test
    void what_is_too_deep_is_told() {
        assertThat(JsonDraft.parse("[".repeat(2000)))
                .isInstanceOfSatisfying(
                        JsonDraft.Invalid.class,
                        invalid ->
                                assertThat(invalid.fault().kind())
                                        .isEqualTo(JsonFault.Kind.TOO_MUCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "zh"})
    void what_is_wrong_is_said_in_the_language_of_the_window(String language) {
        ResourceBundle texts =
                ResourceBundle.getBundle(BUNDLE, Locale.of(language), JsonFault.class.getModule());
        for (JsonFault.Kind kind : JsonFault.Kind.values()) {
            JsonFault fault = new JsonFault(kind, "x");
            assertThat(fault.text(texts)).isNotEqualTo(fault.text(ENGLISH));
        }
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
