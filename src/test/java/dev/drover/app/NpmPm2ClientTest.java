package dev.drover.app;

import static dev.drover.app.NpmPm2Home.env;
import static dev.drover.app.NpmPm2Home.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The unmodified npm client pm2@7.0.4 against our supervisor. Needs Node, and npm once. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class NpmPm2ClientTest {

    private Path home;
    private Path apps;
    private NpmPm2Home pm2Home;

    @BeforeEach
    void startSupervisor() throws Exception {
        pm2Home = new NpmPm2Home();
        home = pm2Home.home;
        apps = pm2Home.apps;
    }

    @AfterEach
    void endSupervisor() throws Exception {
        pm2Home.close();
    }

    private String pm2(String... args) throws Exception {
        return pm2Home.pm2(args);
    }

    private List<Map<?, ?>> jlist() throws Exception {
        return pm2Home.jlist();
    }

    @Test
    void emptyListIsShown() throws Exception {
        assertThat(pm2("ls")).contains("namespace", "watching");
        assertThat(jlist()).isEmpty();
    }

    @Test
    void appIsStartedListedAndDescribed() throws Exception {
        assertThat(pm2("start", "app.js")).contains("Done.", "app", "online", "1.2.3");
        Map<?, ?> entry = jlist().getFirst();
        assertThat(env(entry, "status")).isEqualTo("online");
        assertThat(process(entry).isAlive()).isTrue();
        assertThat(pm2("describe", "app"))
                .contains("script path", apps.resolve("app.js").toString(), "fork_mode");
        assertThat(pm2("env", "0")).contains("PM2_HOME: " + home);
        assertThat(pm2("ls", "-m")).contains("+--- app");
        assertThat(pm2("id", "app")).contains("[ 0 ]");
        assertThat(pm2("pid", "app")).contains(String.valueOf(entry.get("pid")));
    }

    @Test
    void appIsRestartedStoppedAndDeleted() throws Exception {
        pm2("start", "app.js");
        Map<?, ?> first = jlist().getFirst();
        assertThat(pm2("restart", "app")).contains("Applying action restartProcessId");
        Map<?, ?> second = jlist().getFirst();
        assertThat(second.get("pid")).isNotEqualTo(first.get("pid"));
        assertThat(((Number) env(second, "restart_time")).intValue()).isEqualTo(1);
        ProcessHandle running = process(second);
        assertThat(pm2("stop", "app")).contains("stopped");
        assertThat(running.isAlive()).isFalse();
        assertThat(pm2("reset", "app")).contains("Resetting meta");
        assertThat(((Number) env(jlist().getFirst(), "restart_time")).intValue()).isZero();
        assertThat(pm2("delete", "app")).contains("Applying action deleteProcessId");
        assertThat(jlist()).isEmpty();
    }

    @Test
    void updatedEnvironmentReachesTheApp() throws Exception {
        pm2("start", "app.js", "--kill-timeout", "3000");
        assertThat(((Number) env(jlist().getFirst(), "kill_timeout")).intValue()).isEqualTo(3000);
        pm2("restart", "app", "--update-env", "--kill-timeout", "2000");
        assertThat(((Number) env(jlist().getFirst(), "kill_timeout")).intValue()).isEqualTo(2000);
    }

    @Test
    void logsAreShownAndFlushed() throws Exception {
        pm2("start", "app.js");
        pm2Home.awaitLog("app-out.log", "hello from app");
        pm2Home.awaitLog("app-error.log", "an error line");
        pm2("stop", "app");
        assertThat(pm2("logs", "--nostream", "--lines", "5"))
                .contains("hello from app", "an error line", "starting in -fork mode-");
        assertThat(pm2("flush")).contains("Logs flushed");
        assertThat(home.resolve("logs/app-out.log")).isEmptyFile();
    }

    @Test
    void signalReachesTheApp() throws Exception {
        Path app = apps.resolve("app.js");
        Files.writeString(app, Files.readString(app) + "process.send('ready');\n");
        pm2("start", "app.js", "--wait-ready", "--listen-timeout", "60000");
        assertThat(pm2("sendSignal", "SIGUSR2", "app")).contains("successfully sent signal");
        pm2Home.awaitLog("app-out.log", "got SIGUSR2\n");
        assertThat(pm2("sendSignal", "SIGUSR2", "0")).contains("successfully sent signal");
        pm2Home.awaitLog("app-out.log", "got SIGUSR2\ngot SIGUSR2\n");
        pm2("stop", "app");
        assertThat(pm2("logs", "--nostream")).contains("got SIGUSR2");
    }

    @Test
    void listIsSavedAndBroughtBack() throws Exception {
        pm2("start", "app.js");
        assertThat(pm2("save")).contains("Successfully saved");
        pm2("delete", "all");
        assertThat(pm2("resurrect")).contains("restored");
        assertThat(env(jlist().getFirst(), "status")).isEqualTo("online");
    }

    @Test
    void appIsScaledUpAndDown() throws Exception {
        pm2("start", "app.js");
        pm2("scale", "app", "3");
        assertThat(jlist()).hasSize(3);
        pm2("scale", "app", "1");
        assertThat(jlist()).hasSize(1);
    }

    @Test
    void pingIsAnswered() throws Exception {
        assertThat(pm2("ping")).contains("pong");
    }

    @Test
    void killEndsServicesAndSupervisor() throws Exception {
        pm2("start", "app.js");
        ProcessHandle running = process(jlist().getFirst());
        assertThat(pm2("kill")).contains("PM2 Daemon Stopped");
        assertThat(pm2Home.supervisor.awaitExit()).isZero();
        assertThat(running.isAlive()).isFalse();
        assertThat(home.resolve("pm2.pid")).doesNotExist();
    }

    @Test
    void programmaticClientIsServed() throws Exception {
        NpmPm2.Output output =
                pm2Home.node(
                        NpmPm2.SOURCES.resolve("raw-client.js").toString(),
                        NpmPm2.MODULES.toString(),
                        apps.resolve("app.js").toString());
        assertThat(output.exit()).as(output.text()).isZero();
        assertThat(output.text())
                .contains(
                        "{\"step\":\"list\",\"value\":[[\"raw\",\"online\"]]}",
                        "{\"step\":\"message\",\"value\":{\"type\":\"process:msg\","
                                + "\"data\":{\"some\":\"data\"},\"topic\":\"a topic\",\"id\":0}}",
                        "{\"step\":\"left\",\"value\":0}",
                        "{\"step\":\"events\",\"value\":[\"online\",\"start\",\"exit\",\"exit\"]}");
    }
}
