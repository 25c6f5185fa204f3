package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class Pm2ChildEnvironmentTest {

    private static final Home HOME = new Home(Path.of("/h"));

    private static Map<String, String> environment(String interpreter, Map<String, String> env) {
        ProcessSpec spec =
                ProcessSpec.builder(HOME.root(), "a", Path.of("/srv/a.py"))
                        .interpreter(interpreter)
                        .env(env)
                        .build();
        Map<String, Object> entry =
                Map.of("pm_id", 0, "name", "a", "pm2_env", SpecFields.encode(spec));
        return new Pm2ChildEnvironment(HOME).of(ListEntry.decode(entry, HOME));
    }

    @Test
    void pythonDoesNotHoldItsOutputBackUnlessItIsToldTo() {
        String variable = "PYTHONUNBUFFERED";

        assertThat(environment("/usr/bin/python3", Map.of())).containsEntry(variable, "1");
        assertThat(environment("python", Map.of(variable, ""))).containsEntry(variable, "");
        assertThat(environment("node", Map.of())).doesNotContainKey(variable);
    }
}
