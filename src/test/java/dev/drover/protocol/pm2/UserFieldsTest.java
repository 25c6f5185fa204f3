package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

/** With the accounts that every Linux has. */
class UserFieldsTest {

    private static ProcessSpec spec(Map<String, Object> extra) {
        return ProcessSpec.builder(Path.of("/h"), "a", Path.of("/bin/true"))
                .env(Map.of("HOME", "/root"))
                .extra(extra)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "65534"})
    void aUserBringsHisGroupAndHisHome(String user) {
        ProcessSpec resolved = UserFields.resolved(spec(Map.of("uid", user)));

        assertThat(UserFields.uid(resolved)).hasValue(65534);
        assertThat(UserFields.gid(resolved)).hasValue(65534);
        assertThat(resolved.env()).containsEntry("HOME", "/nonexistent");
    }

    @Test
    void aGroupThatIsNamedGoesBeforeTheUsersOwn() {
        ProcessSpec resolved = UserFields.resolved(spec(Map.of("uid", "nobody", "gid", "daemon")));

        assertThat(UserFields.gid(resolved)).hasValue(1);
    }

    @Test
    void numbersForBothAreTakenAsTheyAre() {
        ProcessSpec numbers = spec(Map.of("uid", 54_321, "gid", 54_322));

        assertThat(UserFields.resolved(numbers)).isEqualTo(numbers);
    }

    @Test
    void aNumberThatIsNoUsersIsNeverTakenForAnotherOne() {
        for (Object number : new Object[] {1L << 32, -1, 0.5, 54_321}) {
            assertThatThrownBy(() -> UserFields.resolved(spec(Map.of("uid", number))))
                    .as("%s", number)
                    .hasMessageContaining("cannot be found");
        }
        assertThatThrownBy(
                        () -> UserFields.resolved(spec(Map.of("uid", 1L << 32, "gid", 1L << 32))))
                .hasMessageContaining("cannot be found");
    }
}
