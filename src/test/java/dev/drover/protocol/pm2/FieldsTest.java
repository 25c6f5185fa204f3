package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class FieldsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "5, 5",
        "1.5, 1.5",
        "-0.1, -0.1",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "-1.25e300, -1.25e+300",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "1.5e-10, 1.5e-10"
    })
    void numbersBecomeTheTextThatJavaScriptMakesOfThem(double number, String text) {
        assertThat(Fields.scalarText(number)).isEqualTo(text);
    }

    @Test
    void textsAreOneTextOrThoseOfAList() {
        Fields fields =
                Fields.strict(
                        Map.of("one", "a", "list", Arrays.asList("a", Map.of(), "b"), "wrong", 7),
                        "It");
        assertThat(fields.texts("absent")).isEmpty();
        assertThat(fields.texts("one")).containsExactly("a");
        assertThat(fields.texts("list")).containsExactly("a", "b");
        assertThatThrownBy(() -> fields.texts("wrong"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("It has 7 in \"wrong\"; it must be a text or a list of texts.");
    }

    @Test
    void wholesTakeNumericTextsAndNothingElse() {
        Fields fields =
                Fields.strict(Map.of("codes", List.of(0, "3"), "wrong", List.of("x")), "It");
        assertThat(fields.wholes("codes")).containsExactly(0, 3);
        assertThatThrownBy(() -> fields.wholes("wrong"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("\"wrong\"");
    }
}
