package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.bus.BusMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** S15. */
class RedactionTest {

    private static final Redaction USUAL = new Redaction(Redaction.USUAL);

    private static Map<String, Object> entry(String name, String value) {
        return Map.of(
                "pm_id",
                0,
                "pm2_env",
                Map.of("name", "x", name, value, "env", Map.of(name, value)));
    }

    private static ProcessSpec spec(Map<String, String> env) {
        return ProcessSpec.builder(Path.of("/h"), "x", Path.of("/bin/x")).env(env).build();
    }

    @ParameterizedTest
    @CsvSource({
        "API_TOKEN,true",
        "api_token,true",
        "AWS_SECRET_ACCESS_KEY,true",
        "DB_PASSWORD,true",
        "PASSWORD_FILE,true",
        "STRIPE_KEY,true",
        "PATH,false",
        "TOKENS,false",
        "KEYBOARD,false"
    })
    void usualPatternsKnowSecretsByTheirNames(String name, boolean hidden) {
        assertThat(USUAL.ofReply(List.of(entry(name, "v"))))
                .isEqualTo(List.of(entry(name, hidden ? Redaction.MARK : "v")));
    }

    @Test
    void patternsAreNoRegularExpressions() {
        Redaction dots = new Redaction(List.of("A.C", "*.x*", "(B"));
        assertThat(dots.ofReply(entry("ABC", "v"))).isEqualTo(entry("ABC", "v"));
        assertThat(dots.ofReply(entry("A.C", "v"))).isEqualTo(entry("A.C", Redaction.MARK));
        assertThat(dots.ofReply(entry("(B", "v"))).isEqualTo(entry("(B", Redaction.MARK));
    }

    @Test
    void optionsAreNeverHidden() {
        Redaction all = new Redaction(List.of("*"));
        assertThat(all.ofReply(entry("FOO", "v"))).isEqualTo(entry("FOO", Redaction.MARK));
    }

    @Test
    void eventsAreRedactedWhereEnvironmentsAreAndNowhereElse() {
        Map<String, Object> variables = Map.of("A_KEY", "v");
        BusMessage message =
                new BusMessage(
                        "process:event",
                        Map.of("process", variables, "drover:env", variables, "data", variables));
        Map<String, Object> hidden = Map.of("A_KEY", Redaction.MARK);
        assertThat(USUAL.of(message).payload())
                .isEqualTo(Map.of("process", hidden, "drover:env", hidden, "data", variables));
    }

    @Test
    void withoutPatternsEverythingIsTheSameObject() {
        Object reply = List.of(entry("API_TOKEN", "v"));
        assertThat(Redaction.NONE.ofReply(reply)).isSameAs(reply);
    }

    @Test
    void valueThatWasHiddenIsKeptWhenAClientGivesTheMarkBack() {
        ProcessSpec before = spec(Map.of("A_KEY", "v", "B", "b"));
        ProcessSpec changed = spec(Map.of("A_KEY", Redaction.MARK, "B", "new"));
        assertThat(USUAL.restore(changed, before).env())
                .isEqualTo(Map.of("A_KEY", "v", "B", "new"));
    }

    @Test
    void newServiceWithAMarkForAValueIsRefused() {
        assertThatThrownBy(() -> USUAL.requireValues(spec(Map.of("A_KEY", Redaction.MARK))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("A_KEY");
        assertThat(USUAL.requireValues(spec(Map.of("A_KEY", "v"))).env())
                .containsEntry("A_KEY", "v");
    }
}
