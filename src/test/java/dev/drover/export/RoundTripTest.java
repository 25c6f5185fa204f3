package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.project.ProjectDefinition;
import dev.drover.project.ProjectFile;
import dev.drover.project.TrustCheck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was exported and read again starts the same program in the same way. */
class RoundTripTest {

    @TempDir Path folder;

    private ProcessSpec spec() throws IOException {
        Path cwd = Files.createDirectories(folder.resolve("my $app 50%"));
        Path script = Files.writeString(cwd.resolve("main script.py"), "");
        Map<String, String> env = new LinkedHashMap<>(Samples.hostileVariables());
        env.put("PATH", System.getenv("PATH"));
        return ProcessSpec.builder(Samples.HOME, "api", script)
                .interpreter("python3")
                .interpreterArgs(List.of("-u"))
                .args(Samples.hostile())
                .cwd(cwd)
                .env(env)
                .restart(
                        new RestartPolicy(
                                true,
                                Duration.ofSeconds(1),
                                9,
                                Duration.ZERO,
                                Optional.empty(),
                                Set.of(0),
                                Optional.of(200L << 20)))
                .stop(new StopPolicy(Signal.SIGQUIT, Duration.ofMillis(2500), true, false))
                .build();
    }

    private void assertComesBack(ExportTarget target, String name) throws IOException {
        ProcessSpec spec = spec();
        Export export = Samples.export(target, Samples.once(spec));
        Path file = Files.writeString(folder.resolve(name), Samples.text(export, name));
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString());
        ProjectDefinition project =
                new ProjectFile(new Home(Samples.HOME), environment, TrustCheck.NOBODY).read(file);
        assertThat(project.problems()).isEmpty();
        ProcessSpec back = project.apps().getFirst();
        assertThat(back.script()).isEqualTo(spec.script());
        assertThat(back.interpreter()).isEqualTo("python3");
        assertThat(back.interpreterArgs()).isEqualTo(spec.interpreterArgs());
        assertThat(back.args()).isEqualTo(spec.args());
        assertThat(back.cwd()).isEqualTo(spec.cwd());
        assertThat(back.env()).containsAllEntriesOf(spec.env());
        assertThat(back.restart().stopExitCodes()).containsExactly(0);
        assertThat(back.restart().maxRestarts()).isEqualTo(9);
        assertThat(back.restart().maxMemory()).contains(200L << 20);
        assertThat(back.stop()).isEqualTo(spec.stop());
    }

    @Test
    void throughAUnitOfSystemd() throws IOException {
        assertComesBack(ExportTarget.SYSTEMD, "drover-api.service");
    }

    @Test
    void throughAComposeFile() throws IOException {
        assertComesBack(ExportTarget.COMPOSE, "compose.yaml");
    }
}
