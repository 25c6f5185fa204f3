package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that uses {@code require('pm2')} and outlives its supervisor. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NpmApiReconnectTest {

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    @Test
    void clientGoesOnWithTheNextSupervisorOfItsHome() throws Exception {
        Path modules = NpmPm2.install(7);
        Path home = folder.resolve("h");
        Path script = Files.copy(NpmPm2.SOURCES.resolve("app.js"), folder.resolve("app.js"));
        SupervisorProcess first = new SupervisorProcess(home);
        assertThat(first.nextLine()).isEqualTo("ready");
        Process client = client(modules, home, script);
        try (BufferedReader said = client.errorReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("ready");
            first.kill();
            try (SupervisorProcess second = new SupervisorProcess(home)) {
                assertThat(second.nextLine()).isEqualTo("ready");
                client.getOutputStream().write('\n');
                client.getOutputStream().flush();
                assertThat(said.readLine()).isEqualTo("list first");
                assertThat(said.readLine()).isEqualTo("event second online");
                assertThat(client.waitFor()).isZero();
            }
        } finally {
            client.destroyForcibly();
        }
    }

    private static Process client(Path modules, Path home, Path script) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "node",
                        NpmPm2.SOURCES.resolve("reconnects.js").toString(),
                        modules.toString(),
                        script.toString());
        builder.environment().put("PM2_HOME", home.toString());
        // A daemon of PM2's own would be started with it, and would end at once.
        builder.environment().put("PM2_NODE_OPTIONS", "--require /nonexistent/no-daemon.js");
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }
}
