package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** S15 over the sockets, and the settings of S14 and S29. */
class HomeSettingsTest {

    @TempDir Path folder;
    private Home home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new Home(folder.resolve("h"));
        Files.createDirectory(home.root());
    }

    private void set(String json) throws Exception {
        Files.writeString(home.settings(), json);
    }

    @Test
    void noFileMeansTheDefaults() throws Exception {
        assertThat(HomeSettings.read(home.settings())).isEqualTo(HomeSettings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"redcat\": true}",
                "{\"redact\": \"*\"}",
                "{\"redact\": [1]}",
                "{\"storeEnvironment\": \"no\"}",
                "{\"storeEnvironment\": null}",
                "{\"bringBack\": 1}",
                "{\"maxFrameBytes\": 5}",
                "{\"maxFrameBytes\": \"64 MB\"}"
            })
    void whatCannotBeUnderstoodKeepsTheSupervisorFromStarting(String json) throws Exception {
        set(json);
        assertThatThrownBy(() -> Daemon.open(home, DaemonOptions.DEFAULT))
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("settings.json")
                .hasMessageContaining("correct it");
    }

    /** Else it would run with the environment of the supervisor instead of its own. */
    @Test
    void withoutEnvironmentsOnTheDiskNothingIsBroughtBackUnlessThatIsSet() throws Exception {
        set("{\"storeEnvironment\": false}");
        assertThat(HomeSettings.read(home.settings()).bringBack()).isFalse();
        set("{\"storeEnvironment\": false, \"bringBack\": true}");
        assertThat(HomeSettings.read(home.settings()).bringBack()).isTrue();
    }

    @Test
    void redactedVariablesAreInNoReplyAndNoEventAndTheServiceHasThem() throws Exception {
        set("{\"redact\": true}");
        Path seen = folder.resolve("seen");
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient bus = new RawClient(home.pubSocket());
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            // From now on the bus has what PM2 does not tell, too.
            assertThat(client.call("drover:hello", List.of(Map.of("client", "a test"))))
                    .isNotNull();
            String script = "echo $API_TOKEN > " + seen + "; exec sleep 1000";
            Map<String, Object> config =
                    Map.of(
                            "name",
                            "x",
                            "pm_exec_path",
                            "/bin/sh",
                            "args",
                            List.of("-c", script),
                            "exec_interpreter",
                            "none",
                            "instances",
                            1,
                            "env",
                            Map.of("PATH", "/bin", "API_TOKEN", "canary"));
            assertThat(client.call("prepare", List.of(config)).toString())
                    .contains("API_TOKEN=[redacted]", "PATH=/bin")
                    .doesNotContain("canary");
            for (String query : List.of("getMonitorData", "drover:runs", "getReport")) {
                Object argument = query.equals("drover:runs") ? 0 : Map.of();
                assertThat(client.call(query, List.of(argument)).toString())
                        .doesNotContain("canary");
            }
            Map<String, Object> again =
                    Map.of("id", 0, "env", Map.of("API_TOKEN", "[redacted]", "NEW", "1"));
            assertThat(client.call("restartProcessId", List.of(again)).toString())
                    .doesNotContain("canary");
            assertThat(client.call("deleteProcessId", List.of(0)).toString())
                    .doesNotContain("canary");
            for (String text = ""; !text.contains("drover:deleted"); ) {
                text = text(bus);
                assertThat(text).doesNotContain("canary");
            }
        }
        assertThat(seen).hasContent("canary");
    }

    private static String text(RawClient bus) throws Exception {
        StringBuilder text = new StringBuilder();
        bus.next()
                .orElseThrow()
                .arguments()
                .forEach(a -> text.append(new String(a, StandardCharsets.UTF_8)).append(' '));
        return text.toString();
    }

    @Test
    void smallerLimitOfAFrameHolds() throws Exception {
        set("{\"maxFrameBytes\": 65536}");
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            client.send(new byte[] {0x12, 0, 1, 0, 0});
            assertThat(client.next()).isEqualTo(Optional.empty());
        }
    }
}
