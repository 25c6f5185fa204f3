package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class IncrementedVariableTest {

    private static final Home HOME = new Home(Path.of("/home/x"));

    private static ProcessSpec spec(String name, String port) {
        return ProcessSpec.builder(HOME.root(), name, Path.of("/bin/true"))
                .env(Map.of("PORT", port))
                .extra(Map.of("increment_var", "PORT"))
                .build();
    }

    private static ProcessDescription entry(int id, ProcessSpec spec) {
        return ListEntry.decode(
                Map.of("pm_id", id, "name", spec.name(), "pm2_env", SpecFields.encode(spec)), HOME);
    }

    private static String next(ProcessSpec spec, ProcessDescription... present) {
        return IncrementedVariable.ofNewInstance(spec, () -> List.of(present)).env().get("PORT");
    }

    @Test
    void firstInstanceKeepsItsValue() {
        assertThat(next(spec("web", "3000"))).isEqualTo("3000");
        assertThat(next(spec("web", "3000"), entry(0, spec("other", "3000")))).isEqualTo("3000");
    }

    @Test
    void furtherInstanceIsOneAboveTheHighest() {
        assertThat(
                        next(
                                spec("web", "3000"),
                                entry(0, spec("web", "3000")),
                                entry(1, spec("web", "3007"))))
                .isEqualTo("3008");
    }

    @Test
    void instancesWithoutANumberAreCountedFromZero() {
        ProcessSpec none = spec("web", "3000").toBuilder().env(Map.of()).build();

        assertThat(next(none)).isEqualTo("0");
        assertThat(next(none, entry(0, spec("web", "0")))).isEqualTo("1");
        assertThat(next(spec("web", "first"))).isEqualTo("0");
    }

    @Test
    void anInstanceThatIsBroughtBackKeepsItsNumber() {
        assertThat(next(spec("web", "3002"), entry(0, spec("web", "3000")))).isEqualTo("3002");
    }
}
