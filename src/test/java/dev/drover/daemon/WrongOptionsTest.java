package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.protocol.rpc.RpcReply;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A wrong option gets one sentence that names it, and nothing is started or changed. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WrongOptionsTest {

    @TempDir(factory = NearTheRoot.class)
    private static Path folder;

    private static Home home;
    private static Daemon daemon;
    private static Object pid;

    @BeforeAll
    static void startOneService() throws Exception {
        home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        assertThat(call("prepare", config())).isInstanceOf(RpcReply.Success.class);
        pid = pids().getFirst();
    }

    @AfterAll
    static void closeDaemon() throws Exception {
        call("deleteProcessId", 0);
        daemon.close();
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", "app");
        config.put("pm_exec_path", "/bin/sleep");
        config.put("args", List.of("1000"));
        config.put("exec_interpreter", "none");
        config.put("exec_mode", "fork_mode");
        config.put("instances", 1);
        config.put("env", Map.of("PATH", "/bin"));
        config.put("pm_pid_path", home.root() + "/pids/app.pid");
        config.put("pm_out_log_path", home.root() + "/logs/app-out.log");
        config.put("pm_err_log_path", home.root() + "/logs/app-error.log");
        return config;
    }

    private static RpcReply call(String method, Object argument) throws Exception {
        try (RawClient client = new RawClient(home.rpcSocket())) {
            return client.call(method, List.of(argument));
        }
    }

    private static List<?> pids() throws Exception {
        RpcReply.Success reply = (RpcReply.Success) call("getMonitorData", Map.of());
        List<?> entries = (List<?>) reply.results().getFirst();
        return entries.stream().map(entry -> ((Map<?, ?>) entry).get("pid")).toList();
    }

    static Stream<Arguments> wrongOptions() {
        Object object = Map.of("a", 1);
        return Stream.of(
                Arguments.of("name", object),
                Arguments.of("name", " "),
                Arguments.of("namespace", List.of("a")),
                Arguments.of("pm_exec_path", 7),
                Arguments.of("pm_exec_path", "relative/path.js"),
                Arguments.of("pm_cwd", "relative"),
                Arguments.of("args", object),
                Arguments.of("args", 7),
                Arguments.of("node_args", object),
                Arguments.of("exec_interpreter", object),
                Arguments.of("exec_mode", "thread_mode"),
                Arguments.of("instances", "many"),
                Arguments.of("instances", 1_000_000),
                Arguments.of("env", "A=b"),
                Arguments.of("autostart", "perhaps"),
                Arguments.of("autorestart", 7),
                Arguments.of("min_uptime", "soon"),
                Arguments.of("min_uptime", -1),
                Arguments.of("max_restarts", "x"),
                Arguments.of("restart_delay", -5),
                Arguments.of("exp_backoff_restart_delay", "x"),
                Arguments.of("max_memory_restart", "lots"),
                Arguments.of("stop_exit_codes", object),
                Arguments.of("stop_exit_codes", List.of("none")),
                Arguments.of("stop_exit_codes", List.of(3, true)),
                Arguments.of("stop_exit_codes", List.of("99999999999")),
                Arguments.of("kill_timeout", object),
                Arguments.of("treekill", "x"),
                Arguments.of("shutdown_with_message", 3),
                Arguments.of("wait_ready", List.of()),
                Arguments.of("listen_timeout", "x"),
                Arguments.of("pm_out_log_path", object),
                Arguments.of("pm_out_log_path", "logs/out.log"),
                Arguments.of("pm_pid_path", 7),
                Arguments.of("log_date_format", object),
                Arguments.of("log_type", object),
                Arguments.of("merge_logs", "x"),
                Arguments.of("disable_logs", "x"),
                Arguments.of("cron_restart", "every day"),
                Arguments.of("cron_restart", object),
                Arguments.of("watch", 7),
                Arguments.of("watch", List.of(7)),
                Arguments.of("ignore_watch", 7),
                Arguments.of("watch_delay", "x"),
                Arguments.of("increment_var", object),
                Arguments.of("uid", "no-such-user"),
                Arguments.of("uid", 54_321),
                Arguments.of("uid", 1L << 32),
                Arguments.of("uid", -1),
                Arguments.of("uid", 0.5),
                Arguments.of("gid", "no-such-group"),
                Arguments.of("instance_var", List.of()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongOptions")
    void wrongOptionIsNamedAndNothingIsStarted(String option, Object value) throws Exception {
        Map<String, Object> config = config();
        config.put(option, value);
        assertThat(call("prepare", config))
                .isInstanceOfSatisfying(
                        RpcReply.Failure.class,
                        failure -> assertThat(failure.error()).contains(option));
        assertThat(pids()).isEqualTo(List.of(pid));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongOptions")
    void wrongOptionOfARestartLeavesTheProcessAlone(String option, Object value) throws Exception {
        Map<String, Object> env = Map.of("current_conf", Map.of(option, value));
        assertThat(call("restartProcessId", Map.of("id", 0, "env", env)))
                .isInstanceOfSatisfying(
                        RpcReply.Failure.class,
                        failure -> assertThat(failure.error()).contains(option));
        assertThat(pids()).isEqualTo(List.of(pid));
    }
}
