package dev.drover.ui.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class JsonTextTest {

    private static List<String> lines(String json, boolean folded) {
        return JsonText.lines(JsonText.parse(json), folded, "… %d characters");
    }

    @Test
    void eachMemberHasItsLine() {
        assertThat(lines("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[]}", true))
                .containsExactly(
                        "{",
                        "  \"a\": [",
                        "    1,",
                        "    {",
                        "      \"b\": null",
                        "    }",
                        "  ],",
                        "  \"c\": {},",
                        "  \"d\": []",
                        "}");
    }

    @Test
    void numbersStayAsTheyWere() {
        assertThat(lines("123456789012345678901234567890.10", false))
                .containsExactly("123456789012345678901234567890.10");
    }

    @Test
    void longTextsAreFolded() {
        String json = "\"" + "x".repeat(500) + "\"";
        assertThat(lines(json, true))
                .containsExactly("\"" + "x".repeat(JsonText.FOLD_CHARS) + "\" … 500 characters");
        assertThat(lines(json, false)).containsExactly(json);
    }

    @Test
    void theLinesAreTheSameValueAgain() {
        String json = "{\"a\":[1,\"\\\"q\\n\",true],\"b\":{\"c\":\"中文\"}}";
        assertThat(JsonText.compact(JsonText.parse(String.join("\n", lines(json, false)))))
                .isEqualTo(json);
    }
}
