package dev.drover.childprocess.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

final class JsonOutputTest {

    @Test
    void plainTextOfAnyLengthStaysAsItIs() {
        for (int length = 0; length < 1000; length++) {
            String text = "x".repeat(length);
            assertThat(written(text)).isEqualTo('"' + text + '"');
        }
    }

    @Test
    void everyCharacterIsWrittenAsStringifyDoesAmongPlainOnes() {
        IntStream.rangeClosed(0, 0x10ffff)
                .filter(c -> c < 0x900 || c % 257 == 0)
                .forEach(
                        c ->
                                assertThat(written("123456789" + Character.toString(c) + "12"))
                                        .as("U+%04X", c)
                                        .isEqualTo("\"123456789" + expected(c) + "12\""));
    }

    @Test
    void halfOfAPairIsEscapedWhereverItStands() {
        assertThat(written("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(written("\ude00\ud83d\ude00\ud83d")).isEqualTo("\"\\ude00😀\\ud83d\"");
    }

    @Test
    void characterThatLooksLikeAsciiWhenCutToAByteIsKept() {
        assertThat(written("\u0141\u4e41")).isEqualTo("\"\u0141\u4e41\"");
    }

    private static String expected(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default ->
                    c < ' ' || (c >= 0xd800 && c <= 0xdfff)
                            ? "\\u%04x".formatted(c)
                            : Character.toString(c);
        };
    }

    private static String written(String text) {
        JsonOutput out = new JsonOutput();
        out.putString(text);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
