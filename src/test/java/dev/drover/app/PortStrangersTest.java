package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Home;
import dev.drover.ui.why.PortStranger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class PortStrangersTest {

    @TempDir Path folder;

    private static final String LISTEN =
            "const s = require('net').createServer().listen(0, '127.0.0.1',"
                    + " () => console.log(s.address().port));%s";

    @Test
    void aProcessOfThisUserIsFoundWithItsCommandAndEnded() throws Exception {
        Process node = node("");
        try {
            int port = port(node);
            PortStranger found = strangers().find(port, node.pid()).get().orElseThrow();

            assertThat(found.command()).contains("node");
            assertThat(found.user()).isEqualTo(System.getProperty("user.name"));
            strangers().end(found).get();
            assertThat(node.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void whatHasNotThePortIsNotEnded() throws Exception {
        Process node = node("");
        try {
            int port = port(node);
            assertThat(strangers().find(port, ProcessHandle.current().pid()).get()).isEmpty();
            PortStranger found = strangers().find(port, node.pid()).get().orElseThrow();
            PortStranger another =
                    new PortStranger(
                            found.pid(),
                            found.startedAt().plusSeconds(1),
                            found.command(),
                            found.user(),
                            port);

            assertThatThrownBy(() -> strangers().end(another).get())
                    .hasMessageContaining("does not have the port any more");
            assertThat(node.isAlive()).isTrue();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void neitherThisProgramNorTheSupervisorIsAStranger() throws Exception {
        try (ServerSocket ours = new ServerSocket(0)) {
            long pid = ProcessHandle.current().pid();
            assertThat(strangers().find(ours.getLocalPort(), pid).get()).isEmpty();
        }
        Process node = node("");
        try {
            int port = port(node);
            Files.writeString(home().pidFile(), Long.toString(node.pid()));

            assertThat(strangers().find(port, node.pid()).get()).isEmpty();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void oneThatDoesNotEndIsToldAndNotKilled() throws Exception {
        Process node = node("process.on('SIGTERM', () => {});");
        try {
            PortStranger found = strangers().find(port(node), node.pid()).get().orElseThrow();

            assertThatThrownBy(() -> strangers().end(found).get()).hasMessageContaining("goes on");
            assertThat(node.isAlive()).isTrue();
        } finally {
            node.destroyForcibly();
        }
    }

    private Home home() {
        return new Home(folder);
    }

    private PortStrangers strangers() {
        return new PortStrangers(home(), true);
    }

    private static Process node(String more) throws IOException {
        return new ProcessBuilder("node", "-e", LISTEN.formatted(more)).start();
    }

    private static int port(Process node) throws IOException {
        BufferedReader out = node.inputReader();
        return Integer.parseInt(out.readLine());
    }
}
