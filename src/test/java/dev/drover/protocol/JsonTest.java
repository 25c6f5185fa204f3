package dev.drover.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class JsonTest {

    private static Object parse(String text) throws ProtocolException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    @Test
    void textComesBackByteForByte() throws Exception {
        String text =
                "{\"a\":null,\"b\":[1,2.5,-7,1795208454520],\"c\":{\"d\":\"\\n"
                        + "\\\"€\\u0001\"},\"e\":false}";
        assertThat(write(parse(text))).isEqualTo(text);
    }

    @Test
    void loneSurrogateIsEscapedAsJavaScriptDoes() throws Exception {
        assertThat(write(parse("\"\\ud800 😀\""))).isEqualTo("\"\\ud800 😀\"");
    }

    @Test
    void textWithEndsOfLinesHalfCharactersAndQuestionMarksIsWrittenInOrder() throws Exception {
        String text = "plain?\n\ud83d half\t\"said\"\\\u007f\u0001?";
        String json = new String(Json.write(text), StandardCharsets.UTF_8);
        assertThat(json).isEqualTo("\"plain?\\n\\ud83d half\\t\\\"said\\\"\\\\\u007f\\u0001?\"");
        assertThat(parse(write(text + "é\n"))).isEqualTo(text + "é\n");
    }

    @Test
    void numbersThatJsonLacksBecomeNull() {
        List<Object> numbers = new ArrayList<>(List.of(Double.NaN, Double.POSITIVE_INFINITY, 3.0));
        assertThat(write(numbers)).isEqualTo("[null,null,3]");
    }

    @Test
    void charactersOfEachLengthAndNumbersOfEachSizeAreWritten() {
        assertThat(write("a\u0001\"\\\n\u007fé\u0800\uffff😀\udc00"))
                .isEqualTo("\"a\\u0001\\\"\\\\\\n\u007fé\u0800\uffff😀\\udc00\"");
        assertThat(write(List.of(0, -1, 10, Long.MAX_VALUE, Long.MIN_VALUE, -0.5, 1e300)))
                .isEqualTo("[0,-1,10,9223372036854775807,-9223372036854775808,-0.5,1.0E300]");
    }

    @Test
    void whatIsLongerThanAnyBufferIsWrittenWhole() {
        String text = "é\"x".repeat(50_000);
        assertThat(write(List.of(text))).isEqualTo("[\"" + text.replace("\"", "\\\"") + "\"]");
    }

    @Test
    void twoHundredThousandBracketsAreRefused() {
        assertThatThrownBy(() -> parse("[".repeat(200_000))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void fiveHundredLevelsAreAccepted() throws Exception {
        String text = "[".repeat(500) + "]".repeat(500);
        assertThat(write(parse(text))).isEqualTo(text);
    }

    @Test
    void brokenTextIsRefused() {
        for (String text : List.of("", "{", "{\"a\":}", "nul", "1 2", "{}x", "\u0000", "'a'")) {
            assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(ProtocolException.class);
        }
    }
}
