package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * S6: links that somebody has put in the place of the home's files, while it was open or with the
 * rights of its user. Nothing is read, written, made or removed through them.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class HomeLinksTest {

    private static final String PRECIOUS = "[{\"precious\": true}]";

    @TempDir Path folder;
    private Home home;
    private Path victim;
    private Path victims;

    @BeforeEach
    void makeVictims() throws Exception {
        home = new Home(folder.resolve("h"));
        for (Path one : List.of(home.logs(), home.pids(), home.index(), home.runs())) {
            Files.createDirectories(one);
        }
        victim = Files.writeString(folder.resolve("victim"), PRECIOUS);
        victims = Files.createDirectory(folder.resolve("victims"));
    }

    /** Does all that a supervisor does with its home, as far as it gets. */
    private void useHome() throws Exception {
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            Map<String, Object> config =
                    Map.of(
                            "name",
                            "x",
                            "pm_exec_path",
                            "/bin/sh",
                            "args",
                            List.of("-c", "echo out; echo err >&2; exec sleep 1000"),
                            "exec_interpreter",
                            "none",
                            "instances",
                            1,
                            "log_type",
                            "json",
                            "merge_logs",
                            true,
                            "env",
                            Map.of("PATH", "/bin"));
            client.call("prepare", List.of(config));
            client.call("drover:logTail", List.of(Map.of("id", 0)));
            client.call("restartProcessId", List.of(Map.of("id", 0)));
            client.call("deleteProcessId", List.of(0));
        } catch (DaemonException e) {
            assertThat(e.getMessage()).as("one sentence").doesNotContain("\n").contains("h");
        }
    }

    private void assertVictimsUntouched() throws IOException {
        assertThat(victim).hasContent(PRECIOUS);
        try (Stream<Path> all = Files.list(victims)) {
            assertThat(all).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drover.lock",
                "drover-list.json",
                "drover-list.json.bak",
                "pm2.log",
                "pm2.pid",
                "rpc.sock",
                "pub.sock",
                "settings.json",
                "logs/x-out.log",
                "logs/x-error.log",
                "pids/x.pid",
                "runs/0",
                "runs/notes"
            })
    void fileThatIsALinkIsNotFollowed(String name) throws Exception {
        Path file = home.root().resolve(name);
        Files.createSymbolicLink(file, victim);
        useHome();
        assertVictimsUntouched();
        Files.deleteIfExists(file);
        Path absent = victims.resolve("made");
        Files.createSymbolicLink(file, absent);
        useHome();
        assertVictimsUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs", "pids", "index", "runs"})
    void folderThatIsALinkIsNotEntered(String name) throws Exception {
        Path link = home.root().resolve(name);
        Files.delete(link);
        Files.createSymbolicLink(link, victims);
        useHome();
        assertVictimsUntouched();
    }

    @Test
    void indexThatIsALinkIsNotFollowed() throws Exception {
        useHome();
        List<Path> indexes;
        try (Stream<Path> all = Files.list(home.index())) {
            indexes = all.toList();
        }
        assertThat(indexes).isNotEmpty();
        for (Path index : indexes) {
            Files.delete(index);
            Files.createSymbolicLink(index, victim);
        }
        useHome();
        assertVictimsUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drover.lock", "drover-list.json", "pm2.log", "settings.json"})
    void pipeInTheWayHoldsNothingUp(String name) throws Exception {
        Path pipe = home.root().resolve(name);
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertThat(made).isZero();
        useHome();
    }

    /** S8 for both sockets; the regular file is in DaemonTest. */
    @ParameterizedTest
    @ValueSource(strings = {"rpc.sock", "pub.sock"})
    void whatIsNoSocketStaysAtASocketsPath(String name) throws Exception {
        Path path = Files.createDirectory(home.root().resolve(name));
        Path inside = Files.writeString(path.resolve("kept"), "x");
        useHome();
        assertThat(inside).hasContent("x");
    }

    @Test
    void homeMayBeALinkOfItsUser() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.root());
        home = new Home(link);
        try (Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
                RawClient client = new RawClient(home.rpcSocket())) {
            assertThat(daemon).isNotNull();
            assertThat(client.answersPing()).isTrue();
        }
    }

    @Test
    void homeThatIsALinkOfAnotherUserIsRefused() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeFalse(
                System.getProperty("user.name").equals("nobody"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.root());
        try {
            Files.setAttribute(link, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException e) {
            org.junit.jupiter.api.Assumptions.abort("only root can give a link away");
        }
        home = new Home(link);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Daemon.open(home, DaemonOptions.DEFAULT))
                .isInstanceOf(DaemonException.class)
                .hasMessageContaining("belongs to nobody");
    }
}
