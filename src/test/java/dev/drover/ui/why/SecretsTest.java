package dev.drover.ui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;

class SecretsTest {

    private static final ProcessSpec SPEC =
            ProcessSpec.builder(Path.of("/tmp/home"), "api", Path.of("/srv/api.js"))
                    .env(Map.of("STRIPE_KEY", "sk_live_42", "PORT", "3000", "A_TOKEN", "1"))
                    .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    got sk_live_42 on 3000             | got •••••• on 3000
                    API_KEY=abc next                   | API_KEY=•••••• next
                    {"password": "a b", "user": "joe"} | {"password": ••••••, "user": "joe"}
                    api-key: abcdef                    | api-key: ••••••
                    postgres://joe:pw@db/x             | postgres://joe:••••••@db/x
                    Authorization: Bearer abcdefghijk  | Authorization: Bearer ••••••
                    at run (main.js:3:14)              | at run (main.js:3:14)
                    error: 11 files                    | error: 11 files
                    """)
    void areMaskedAndNothingElse(String text, String safe) {
        assertThat(Secrets.removed(text, SPEC)).isEqualTo(safe);
    }

    @Test
    void aShortValueIsNotSearchedFor() {
        assertThat(Secrets.removed("exit code 1", SPEC)).isEqualTo("exit code 1");
    }
}
