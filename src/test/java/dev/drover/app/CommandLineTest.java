package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.testing.TemporaryFolders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a user runs it, on a machine without a display and without JavaFX. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CommandLineTest {

    private Path folder;
    private Home home;

    /** What it printed, and how it ended. */
    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void makeFolder() throws IOException {
        folder = TemporaryFolders.create();
        home = new Home(folder.resolve("h"));
    }

    @AfterEach
    void removeFolder() throws IOException {
        TemporaryFolders.delete(folder);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("--enable-native-access=dev.drover");
        command.add("--module-path");
        // JavaFX is not on it: what loads one of its classes fails.
        command.add(
                System.getProperty("drover.classes")
                        + File.pathSeparator
                        + System.getProperty("drover.libs"));
        command.addAll(List.of("-m", "dev.drover/dev.drover.app.Drover"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().put("DROVER_HOME", home.root().toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return builder.redirectError(folder.resolve("err").toFile()).start();
    }

    private Ended run(String... arguments) throws Exception {
        Process process = start(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    @Test
    void helpIsPrinted() throws Exception {
        assertThat(run("--help")).isEqualTo(new Ended(0, LaunchOptions.USAGE, ""));
    }

    @Test
    void versionIsPrinted() throws Exception {
        Ended ended = run("--version");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("drover ").endsWith("\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void wrongOptionIsOneSentenceAndExitsWithTwo() throws Exception {
        assertThat(run("--hoem", "x"))
                .isEqualTo(new Ended(2, "", "drover: There is no option --hoem; try --help.\n"));
    }

    @Test
    void fileThatIsNotThereIsOneSentenceAndExitsWithTwo() throws Exception {
        assertThat(run("open", "/no/Procfile"))
                .isEqualTo(
                        new Ended(
                                2,
                                "",
                                "drover: There is no file /no/Procfile; for commands see"
                                        + " --help.\n"));
    }

    @Test
    void windowWithoutADisplayIsRefusedInOneSentence() throws Exception {
        Ended ended = run();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).startsWith("drover: There is no display").hasLineCount(1);
    }

    @Test
    void doctorFindsNothingWrongWhereNothingHasRun() throws Exception {
        Ended ended = run("doctor");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("none runs", "Nothing is wrong.");
        assertThat(home.root()).doesNotExist();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void doctorExitsWithOneWhenSomethingIsWrong() throws Exception {
        Files.createDirectory(home.root());
        Files.writeString(home.settings(), "{\"redcat\": true}");
        Ended ended = run("doctor");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("there is no setting \"redcat\"");
    }

    @Test
    void daemonRunsInTheForegroundUntilItIsEnded() throws Exception {
        Process daemon = start("daemon");
        try (BufferedReader out = daemon.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                assertThat(manager.list().get()).isEmpty();
            }
            daemon.toHandle().destroy();
            assertThat(out.readLine()).isNull();
            assertThat(daemon.waitFor()).isZero();
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void upgradeChangesTheSupervisorAndLeavesTheServices() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription before = kept.start(kept.sh("web", "exec sleep 1000", b -> b));
            ProcessHandle supervisor = kept.supervisor();

            Ended ended = run("--home", kept.home.root().toString(), "upgrade");

            assertThat(ended).isEqualTo(new Ended(0, "", ""));
            assertThat(kept.list().getFirst().pid()).isEqualTo(before.pid());
            assertThat(supervisor.isAlive()).isFalse();
        }
    }

    @Test
    void upgradeWithoutASupervisorIsRefusedInOneSentence() throws Exception {
        Ended ended = run("upgrade");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).startsWith("drover: ").hasLineCount(1);
    }
}
