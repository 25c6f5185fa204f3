package dev.drover.ui.startprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExecMode;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.project.CommandLine;
import dev.drover.project.SuggestedName;
import dev.drover.ui.common.SecretNames;
import dev.drover.ui.common.ViewLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class StartPreviewTest {

    private static final Path SCRIPT = Path.of("/srv/my app/server.js");

    @Test
    void the_line_has_everything_that_pm2_would_not_guess() {
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home"), "api", SCRIPT)
                        .namespace("shop")
                        .args(List.of("--title", "My app"))
                        .interpreter("bun")
                        .cwd(Path.of("/srv"))
                        .instances(2)
                        .restart(
                                RestartPolicy.DEFAULT
                                        .withBackoff(Duration.ofMillis(100))
                                        .withMaxRestarts(5)
                                        .withStopExitCodes(Set.of(0)))
                        .build();

        assertThat(preview(spec, Map.of("A", "b c"), false).commandLine())
                .isEqualTo(
                        "A='b c' pm2 start '/srv/my app/server.js' --name api --namespace shop"
                                + " --interpreter bun --cwd /srv --instances 2 --stop-exit-codes 0"
                                + " --exp-backoff-restart-delay 100 --max-restarts 5"
                                + " -- --title 'My app'");
    }

    @Test
    void the_line_leaves_out_what_pm2_does_anyway() {
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home"), "api", Path.of("/srv/server.js"))
                        .interpreter("node")
                        .build();

        assertThat(preview(spec, Map.of(), false).commandLine())
                .isEqualTo("pm2 start /srv/server.js --name api --cwd /srv");
    }

    @Test
    void the_entry_is_json() {
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home"), "api", Path.of("/srv/server.js"))
                        .interpreter("node")
                        .restart(RestartPolicy.DEFAULT.withAutorestart(false))
                        .build();

        assertThat(preview(spec, Map.of("PORT", "3000"), false).ecosystemEntry())
                .isEqualToIgnoringNewLines(
                        """
                        {
                          "name": "api",
                          "script": "/srv/server.js",
                          "cwd": "/srv",
                          "autorestart": false,
                          "env": {
                            "PORT": "3000"
                          }
                        }\
                        """);
    }

    @Test
    void a_shell_command_is_shown_as_typed() {
        Path bash = Path.of("/bin/bash");
        List<String> args = List.of("-c", "npm run dev");
        ProcessSpec spec =
                ProcessSpec.builder(Path.of("/home"), "npm", bash)
                        .args(args)
                        .cwd(Path.of("/srv"))
                        .build();
        StartPreview preview = new StartPreview(spec, Map.of(), false);

        assertThat(preview.commandLine())
                .isEqualTo("pm2 start 'npm run dev' --name npm --cwd /srv");
        assertThat(preview.ecosystemEntry()).contains("\"script\": \"npm run dev\"");
        assertThat(CommandLine.of(spec)).isEqualTo("/bin/bash -c 'npm run dev'");
    }

    @Test
    void secrets_are_masked_until_they_are_revealed() {
        ProcessSpec spec = ProcessSpec.builder(Path.of("/home"), "api", SCRIPT).build();
        Map<String, String> env = new LinkedHashMap<>(Map.of("API_KEY", "s3cr3t"));

        assertThat(preview(spec, env, false).commandLine()).doesNotContain("s3cr3t");
        assertThat(preview(spec, env, false).ecosystemEntry()).doesNotContain("s3cr3t");
        assertThat(preview(spec, env, true).commandLine()).contains("API_KEY=s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GITHUB_TOKEN", "TOKEN", "API_KEY", "apikey", "DB_PASSWORD", "SECRET_1"})
    void names_of_secrets_are_known(String key) {
        assertThat(SecretNames.isSecret(key)).isTrue();
    }

    @Test
    void the_entry_says_whether_it_is_a_cluster() {
        ProcessSpec forks =
                ProcessSpec.builder(Path.of("/home"), "api", SCRIPT).instances(2).build();
        ProcessSpec cluster = forks.toBuilder().instances(1).mode(ExecMode.CLUSTER).build();

        assertThat(preview(forks, Map.of(), false).ecosystemEntry())
                .contains("\"exec_mode\": \"fork\"");
        assertThat(preview(cluster, Map.of(), false).ecosystemEntry())
                .contains("\"exec_mode\": \"cluster\"");
    }

    @Test
    void a_password_in_an_address_is_a_secret_whatever_the_name() {
        ProcessSpec spec = ProcessSpec.builder(Path.of("/home"), "api", SCRIPT).build();
        Map<String, String> env = Map.of("DATABASE_URL", "postgres://shop:s3cr3t@localhost/dev");

        assertThat(preview(spec, env, false).commandLine()).doesNotContain("s3cr3t");
        assertThat(SecretNames.isSecret("SITE", "http://localhost:3000/@a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "TOKENS", "KEYBOARD", "PATH"})
    void other_names_are_not_secret(String key) {
        assertThat(SecretNames.isSecret(key)).isFalse();
    }

    @Test
    void a_restart_policy_is_one_line() {
        StartWords words = new StartWords(ViewLoader.texts(StartPreview.class));
        RestartPolicy policy = RestartPolicy.DEFAULT;

        assertThat(RestartDrawing.of(policy, words))
                .isEqualTo("at once each time … gives up after 16 short runs");
        assertThat(RestartDrawing.of(policy.withDelay(Duration.ofMillis(500)), words))
                .isEqualTo("500 ms, 500 ms, 500 ms … gives up after 16 short runs");
        assertThat(RestartDrawing.of(policy.withBackoff(Duration.ofSeconds(1)), words))
                .isEqualTo("1 s, 1.5 s, 2.25 s … gives up after 16 short runs");
        assertThat(RestartDrawing.of(policy.withBackoff(Duration.ofSeconds(12)), words))
                .startsWith("12 s, 15 s, 15 s …");
        assertThat(RestartDrawing.of(policy.withAutorestart(false), words))
                .isEqualTo("stays down after any exit");
        assertThat(RestartDrawing.of(policy.withStopExitCodes(Set.of(0)), words))
                .startsWith("exit code 0 ends it; else at once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/my app/api.js", "api.js", "./api.js", "api -v", "api"})
    void a_name_is_suggested(String command) {
        assertThat(SuggestedName.of(command)).isEqualTo("api");
    }

    private static StartPreview preview(
            ProcessSpec spec, Map<String, String> declared, boolean reveal) {
        return new StartPreview(spec, declared, reveal);
    }
}
