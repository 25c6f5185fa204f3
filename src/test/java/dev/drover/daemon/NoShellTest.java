package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.protocol.rpc.RpcReply;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** S23, S24, S25: no text that a client sends reaches a shell, a terminal or another folder. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NoShellTest {

    private static final List<String> FIELDS =
            List.of(
                    "name",
                    "namespace",
                    "pm_exec_path",
                    "args",
                    "exec_interpreter",
                    "node_args",
                    "pm_cwd",
                    "username",
                    "uid",
                    "gid",
                    "cron_restart",
                    "watch",
                    "ignore_watch",
                    "log_date_format",
                    "pm_out_log_path",
                    "pm_err_log_path",
                    "pm_pid_path",
                    "instance_var",
                    "increment_var",
                    "version",
                    "post_update",
                    "env");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(touch MARK)",
                "`touch MARK`",
                ";touch MARK",
                "x; touch MARK #",
                "| touch MARK",
                "& touch MARK &",
                "\ntouch MARK\n",
                "-x",
                "--version",
                "../../../MARK",
                "node@1; touch MARK #",
                "\u001b]52;c;Zm9v\u0007"
            })
    void noFieldIsRunByAShell(String payload) throws Exception {
        Home home = new Home(folder.resolve("h"));
        Path mark = folder.resolve("marked");
        String text = payload.replace("MARK", mark.toString());
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            for (String field : FIELDS) {
                Map<String, Object> config = new LinkedHashMap<>();
                config.put("name", "x");
                config.put("pm_exec_path", "/bin/true");
                config.put("exec_interpreter", "none");
                config.put("autorestart", false);
                config.put("instances", 1);
                config.put("env", Map.of("PATH", "/usr/bin:/bin"));
                config.put(field, field.equals("env") ? Map.of("A", text, text, "B") : text);
                assertThat(client.call("prepare", List.of(config))).as(field).isNotNull();
            }
            for (Map<String, ?> argument :
                    List.of(
                            Map.of("id", 0, "msg", text),
                            Map.of("id", 0, "signal", text, "process_id", 0),
                            Map.of("id", 0, "action_name", text))) {
                for (String method :
                        List.of("msgProcess", "sendSignalToProcessId", "notifyByProcessId")) {
                    assertThat(client.call(method, List.of(argument))).as(method).isNotNull();
                }
            }
            for (int id = 0; id < FIELDS.size(); id++) {
                client.call("deleteProcessId", List.of(id));
            }
        }
        assertThat(mark).doesNotExist();
        assertThat(Files.readString(home.supervisorLog())).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node@1; touch x #", "node@", "node@1 2", "node@../x", "node@\n"})
    void versionThatIsNoneIsRefused(String interpreter) throws Exception {
        Home home = new Home(folder.resolve("h"));
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            Map<String, Object> config =
                    Map.of("name", "x", "pm_exec_path", "/x.js", "exec_interpreter", interpreter);
            assertThat(client.call("prepare", List.of(config)))
                    .isInstanceOfSatisfying(
                            RpcReply.Failure.class,
                            e -> assertThat(e.error()).contains("after node@ comes a version"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001b[2J", "a\u202eb", "\u009b2J"})
    void nameThatCouldActOnATerminalIsRefused(String name) throws Exception {
        Home home = new Home(folder.resolve("h"));
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            for (String field : List.of("name", "namespace")) {
                Map<String, Object> config = new LinkedHashMap<>();
                config.put("name", "x");
                config.put("pm_exec_path", "/bin/true");
                config.put(field, name);
                assertThat(client.call("prepare", List.of(config)))
                        .isInstanceOfSatisfying(
                                RpcReply.Failure.class,
                                e -> assertThat(e.error()).contains("control characters"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "..", "$(x)"})
    void logsOfAnyNameAreInTheLogsFolder(String name) throws Exception {
        Home home = new Home(folder.resolve("h"));
        String long300 = name + "x".repeat(300);
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            for (String one : List.of(name, long300)) {
                Map<String, Object> config =
                        Map.of(
                                "name",
                                one,
                                "pm_exec_path",
                                "/bin/true",
                                "exec_interpreter",
                                "none",
                                "autorestart",
                                false,
                                "instances",
                                1,
                                "env",
                                Map.of("PATH", "/bin"));
                assertThat(client.call("prepare", List.of(config)))
                        .isInstanceOf(RpcReply.Success.class);
            }
            try (var logs = Files.list(home.logs())) {
                assertThat(logs).hasSize(4);
            }
            assertThat(folder).isDirectoryNotContaining(path -> !path.equals(home.root()));
        }
    }
}
