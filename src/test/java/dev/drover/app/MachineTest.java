package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class MachineTest {

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        String version = Machine.version();
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<version>" + version + "</version>");
    }

    @Test
    void theHostIsWhatTheEnvironmentSays() {
        assertThat(Machine.hostName(Map.of("HOSTNAME", "box"))).isEqualTo("box");
    }

    @Test
    void theHostHasANameWithoutTheEnvironment() {
        assertThat(Machine.hostName(Map.of())).isNotBlank();
    }
}
