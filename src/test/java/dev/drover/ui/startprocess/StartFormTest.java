package dev.drover.ui.startprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form that stands for a definition. */
class StartFormTest {

    @Test
    void variablesThatAServiceIsMeantToHaveComeFirst() {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("SHLVL", "2");
        env.put("REGION", "eu");
        env.put("HOME", "/srv");
        env.put("LANG", "C");
        env.put("PORT", "80");
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/h"), "api", Path.of("/srv/api.js")).env(env).build();

        assertThat(StartForm.of(spec, Map.of("LANG", "C")).environment())
                .extracting(StartForm.EnvLine::key)
                .containsExactly("REGION", "PORT", "SHLVL", "HOME");
    }
}
