package dev.drover.app;

import static dev.drover.app.NpmPm2Home.env;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What differed from PM2's own daemon when the same commands were run side by side. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class NpmPm2ParityTest {

    private NpmPm2Home pm2;

    @BeforeEach
    void startSupervisor() throws Exception {
        pm2 = new NpmPm2Home();
    }

    @AfterEach
    void endSupervisor() throws Exception {
        pm2.close();
    }

    private NpmPm2.Output attempt(String... args) throws Exception {
        String[] command = new String[args.length + 2];
        command[0] = NpmPm2.PROGRAM.toString();
        command[1] = "--no-color";
        System.arraycopy(args, 0, command, 2, args.length);
        return pm2.node(command);
    }

    private Map<?, ?> variables() throws Exception {
        return (Map<?, ?>) env(pm2.jlist().getFirst(), "env");
    }

    private void ecosystem(String foo) throws Exception {
        Files.writeString(
                pm2.apps.resolve("eco.config.js"),
                "module.exports = { apps: [{ name: 'one', script: 'app.js', env: { FOO: '%s' } }] }"
                        .formatted(foo));
    }

    @Test
    void hostMetricsAreBelowTheTable() throws Exception {
        assertThat(pm2.pm2("ls")).contains("host metrics", "ram usage");
    }

    @Test
    void noArgumentsAreShownAsNone() throws Exception {
        pm2.pm2("start", "app.js");
        assertThat(pm2.pm2("describe", "app")).containsPattern("script args +│ N/A");
    }

    @Test
    void restartFromAFileKeepsThePath() throws Exception {
        ecosystem("bar");
        pm2.pm2("start", "eco.config.js");
        assertThat(variables().get("FOO")).isEqualTo("bar");
        ecosystem("changed");
        pm2.pm2("restart", "eco.config.js");
        assertThat(variables().get("FOO")).isEqualTo("changed");
        assertThat(variables().get("PATH")).isNotNull();
    }

    @Test
    void actionIsTriggeredByIdAndByName() throws Exception {
        Files.writeString(
                pm2.apps.resolve("action.js"),
                """
                process.send({ type: 'axm:action', data: { action_name: 'hello' } });
                process.on('message', () => process.send(
                    { type: 'axm:reply', data: { action_name: 'hello', return: { ans: 42 } } }));
                setTimeout(() => process.send('ready'), 10);
                setInterval(() => {}, 1000);
                """);
        pm2.pm2("start", "action.js", "--wait-ready");
        assertThat(pm2.pm2("trigger", "0", "hello")).contains("{\"ans\":42}");
        assertThat(pm2.pm2("trigger", "action", "hello")).contains("{\"ans\":42}");
        assertThat(attempt("trigger", "action", "nope").text())
                .contains("Not any process has received a command");
        assertThat(attempt("trigger", "0", "nope").text())
                .contains("Action doesn't exist nope for action");
    }

    @Test
    void watchIsToggled() throws Exception {
        pm2.pm2("start", "app.js", "--watch");
        assertThat(env(pm2.jlist().getFirst(), "watch")).isEqualTo(true);
        pm2.pm2("restart", "app", "--watch");
        assertThat(env(pm2.jlist().getFirst(), "watch")).isEqualTo(false);
        pm2.pm2("restart", "app", "--watch");
        assertThat(env(pm2.jlist().getFirst(), "watch")).isEqualTo(true);
    }

    /** As with PM2, where the stop has ended the watch; here it has not. */
    @Test
    void whatIsStoppedIsWatchedWhenItIsStartedWithWatch() throws Exception {
        pm2.pm2("start", "app.js", "--watch");
        pm2.pm2("stop", "app", "--watch");
        pm2.pm2("start", "app", "--watch");
        assertThat(env(pm2.jlist().getFirst(), "watch")).isEqualTo(true);
    }

    @Test
    void unknownSignalIsNamed() throws Exception {
        pm2.pm2("start", "app.js");
        NpmPm2.Output output = attempt("sendSignal", "SIGNOPE", "app");
        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.text()).contains("Unknown signal: SIGNOPE");
    }

    @Test
    void monitoredEntryIsMarked() throws Exception {
        pm2.pm2("start", "app.js");
        assertThat(pm2.pm2("monitor", "0")).contains("[M] ");
        assertThat(pm2.pm2("unmonitor", "0")).doesNotContain("[M] ");
    }

    @Test
    void supervisorLogHasPm2sWords() throws Exception {
        pm2.pm2("start", "app.js");
        pm2.pm2("stop", "app");
        assertThat(pm2.pm2("logs", "PM2", "--nostream"))
                .contains(
                        "App [app:0] starting in -fork mode-",
                        "App [app:0] online",
                        "Stopping app:app id:0",
                        "App [app:0] exited with code [0] via signal [SIGINT]");
    }

    @Test
    void clusterInstancesAreListedReloadedAndScaled() throws Exception {
        pm2.pm2("start", "app.js", "-i", "2");
        assertThat(env(pm2.jlist().getFirst(), "exec_mode")).isEqualTo("cluster_mode");
        pm2.pm2("reload", "app");
        pm2.pm2("scale", "app", "3");
        assertThat(pm2.jlist()).hasSize(3).allMatch(e -> "online".equals(env(e, "status")));
        pm2.pm2("delete", "app");
        assertThat(pm2.jlist()).isEmpty();
    }
}
