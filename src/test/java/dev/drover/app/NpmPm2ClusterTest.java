package dev.drover.app;

import static dev.drover.app.NpmPm2Home.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Cluster mode as the unmodified npm client asks for it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class NpmPm2ClusterTest {

    private NpmPm2Home pm2;
    private int port;

    @BeforeEach
    void startSupervisor() throws Exception {
        pm2 = new NpmPm2Home();
        port = Ports.free();
        Files.writeString(
                pm2.apps.resolve("web.js"),
                """
                require('http').createServer((q, r) => r.end(process.env.NODE_APP_INSTANCE + ' '
                    + process.env.STEP + ' ' + process.pid))
                    .listen(%d, () => process.send('ready'));
                """
                        .formatted(port));
    }

    @AfterEach
    void endSupervisor() throws Exception {
        pm2.close();
    }

    /** What these requests were answered, one connection each. */
    private Set<String> ask(int times) throws IOException {
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < times; i++) {
            var connection = URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            try (var in = connection.getInputStream()) {
                answers.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return answers;
    }

    private String answer(int instance) throws Exception {
        return "%d undefined %s".formatted(instance, pm2.jlist().get(instance).get("pid"));
    }

    @Test
    void instancesShareThePortAndAreReloadedOneAfterTheOther() throws Exception {
        assertThat(pm2.pm2("start", "web.js", "-i", "2", "--wait-ready"))
                .contains("cluster", "online");
        assertThat(pm2.jlist())
                .extracting(entry -> env(entry, "exec_mode"))
                .containsExactly("cluster_mode", "cluster_mode");
        Set<String> before = ask(4);
        assertThat(before).containsExactly(answer(0), answer(1));

        assertThat(pm2.pm2("reload", "web")).contains("[web](0) ✓", "[web](1) ✓");

        assertThat(ask(4))
                .containsExactly(answer(0), answer(1))
                .doesNotContainAnyElementsOf(before);
        assertThat(pm2.jlist())
                .extracting(entry -> env(entry, "restart_time"))
                .containsExactly(1, 1);
    }

    @Test
    void instancesAreAddedAndRemoved() throws Exception {
        pm2.pm2("start", "web.js", "-i", "1", "--wait-ready");

        pm2.pm2("scale", "web", "3");
        assertThat(pm2.jlist()).hasSize(3);
        assertThat(ask(6)).containsExactly(answer(0), answer(1), answer(2));

        pm2.pm2("scale", "web", "1");
        assertThat(pm2.jlist()).hasSize(1);
        assertThat(ask(2)).hasSize(1);
    }

    @Test
    void oneVariableIsCountedUp() throws Exception {
        Path file = pm2.apps.resolve("eco.config.js");
        Files.writeString(
                file,
                """
                module.exports = { apps: [{ name: 'web', script: 'web.js', instances: 2,
                    exec_mode: 'cluster', wait_ready: true, increment_var: 'STEP', env: { STEP: 40 } }] };
                """);

        pm2.pm2("start", file.toString());

        assertThat(ask(4))
                .extracting(text -> text.substring(0, text.lastIndexOf(' ')))
                .containsExactly("0 40", "1 41");
    }

    @Test
    void theBusTellsOfAReloadInPm2sOrder() throws Exception {
        Path watcher = pm2.apps.resolve("watch.js");
        Files.writeString(
                watcher,
                """
                const pm2 = require('%s');
                const seen = [];
                pm2.connect(() => pm2.launchBus((e, bus) => {
                  const told = new Promise((resolve) => bus.on('process:event', (m) => {
                    seen.push(m.event + ' ' + m.process.pm_id + ' ' + m.process.status);
                    if (m.event === 'reload') resolve();
                  }));
                  pm2.reload('web', async (error) => {
                    if (!error) await told;
                    console.log(error ? error.message : seen.join(', '));
                    process.exit();
                  });
                }));
                """
                        .formatted(NpmPm2.MODULES.resolve("pm2")));
        pm2.pm2("start", "web.js", "-i", "1", "--wait-ready");

        NpmPm2.Output output = pm2.node(watcher.toString());

        assertThat(output.text())
                .contains(
                        "online 0 launching, exit _old_0 stopping, exit _old_0 stopped, reload 0"
                                + " online");
    }

    @Test
    void aReloadOfCodeThatFailsIsAnErrorAndTheWorkerStays() throws Exception {
        pm2.pm2("start", "web.js", "-i", "1", "--wait-ready");
        Set<String> before = ask(2);
        Files.writeString(pm2.apps.resolve("web.js"), "throw new Error('broken')");

        NpmPm2.Output output = pm2.node(NpmPm2.PROGRAM.toString(), "--no-color", "reload", "web");

        assertThat(output.text()).contains("The reload was given up");
        assertThat(ask(2)).isEqualTo(before);
        Map<?, ?> entry = pm2.jlist().getFirst();
        assertThat(List.of(env(entry, "status"), env(entry, "restart_time")))
                .containsExactly("online", 0);
    }
}
