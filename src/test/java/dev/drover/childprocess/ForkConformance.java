package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.exit;
import static dev.drover.childprocess.SpawnConformance.fails;
import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.domain.ExitStatus;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows FK of the conformance table. */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class ForkConformance {

    private static final ForkOptions DEFAULT = ForkOptions.DEFAULT;

    private static final String INFO =
            "process.send({argv: process.argv.slice(2), execArgv: process.execArgv, cwd:"
                + " process.cwd(), fd: process.env.NODE_CHANNEL_FD === undefined, a: process.env.A"
                + " === undefined ? 'none' : process.env.A});";

    @TempDir Path folder;

    final Launcher launcher = new Launcher(backend());

    abstract Backend backend();

    private Path module(String code) throws Exception {
        return Files.writeString(folder.resolve("module.js"), code);
    }

    private static Map<?, ?> message(ChildProcess child) {
        return (Map<?, ?>) new Inbox(child).next();
    }

    @Test
    @DisplayName("FK-01 FK-15 FK-16 PR-09 command line")
    void commandLine() throws Exception {
        String module = module(INFO).toString();
        ForkOptions options =
                DEFAULT.withExecArgv("--no-warnings").withSpawn(SpawnOptions.DEFAULT.withShell());
        ChildProcess child = launcher.fork(module, List.of("x", "$HOME"), options);
        assertThat(child.spawnfile()).isEqualTo("node");
        assertThat(child.spawnargs())
                .containsExactly("node", "--no-warnings", module, "x", "$HOME");
        Map<?, ?> message = message(child);
        assertThat(message.get("argv")).isEqualTo(List.of("x", "$HOME"));
        assertThat(message.get("execArgv")).isEqualTo(List.of("--no-warnings"));
        assertThat(message.get("fd")).isEqualTo(true);
        exit(child);
    }

    @Test
    @DisplayName("FK-04 execPath may be any program")
    void anyProgram() throws Exception {
        ForkOptions options = DEFAULT.withExecPath("/bin/echo").withExecArgv("-x").withSilent(true);
        ChildProcess child = launcher.fork("some module", List.of("a"), options);
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("-x some module a\n");
        ForkOptions unnamed = DEFAULT.withExecPath("").withSilent(true);
        assertThat(launcher.fork("/nonexistent.js", List.of(), unnamed).spawnfile())
                .isEqualTo("node");
    }

    @Test
    @DisplayName("FK-05 execPath that is missing")
    void missingExecPath() {
        fails(
                "ENOENT",
                -2,
                () -> launcher.fork("m", List.of(), DEFAULT.withExecPath("/nonexistent")));
    }

    @Test
    @DisplayName("FK-06 module paths")
    void modulePaths() throws Exception {
        refused(
                "ERR_INVALID_URL_SCHEME",
                () -> ChildProcesses.fork(URI.create("http://x/m.js"), List.of(), DEFAULT));
        refused("ERR_INVALID_ARG_VALUE", () -> launcher.fork("a\0", List.of(), DEFAULT));
        ChildProcess child = ChildProcesses.fork(module(INFO).toUri(), List.of("u"), DEFAULT);
        assertThat(message(child).get("argv")).isEqualTo(List.of("u"));
        exit(child);
    }

    @Test
    @DisplayName("FK-08 a missing module is the child's own failure")
    void missingModule() throws Exception {
        ChildProcess child =
                launcher.fork("/nonexistent/m.js", List.of(), DEFAULT.withSilent(true));
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(1));
    }

    @Test
    @DisplayName("FK-09 FK-10 FK-11 FK-12 FK-13 stdio")
    void stdio() throws Exception {
        String module = module("").toString();
        ChildProcess inherit = launcher.fork(module, List.of(), DEFAULT);
        assertThat(inherit.stdio()).hasSize(4).allMatch(Optional::isEmpty);
        exit(inherit);
        ChildProcess silent = launcher.fork(module, List.of(), DEFAULT.withSilent(true));
        assertThat(silent.stdio().stream().map(Optional::isPresent))
                .containsExactly(true, true, true, false);
        exit(silent);
        ChildProcess ignoring =
                launcher.fork(
                        module,
                        List.of(),
                        DEFAULT.withSilent(true).withEveryStdio(new Stdio.Ignore()));
        assertThat(ignoring.stdio()).hasSize(4).allMatch(Optional::isEmpty);
        exit(ignoring);
        for (Stdio each : List.of(PIPE, new Stdio.Overlapped(), new Stdio.Inherit())) {
            ChildProcess child = launcher.fork(module, List.of(), DEFAULT.withEveryStdio(each));
            boolean piped = !(each instanceof Stdio.Inherit);
            assertThat(child.stdio().stream().map(Optional::isPresent))
                    .containsExactly(piped, piped, piped, false);
            exit(child);
        }
        SpawnOptions noChannel = SpawnOptions.DEFAULT.withStdio(PIPE, PIPE, PIPE);
        refused(
                "ERR_CHILD_PROCESS_IPC_REQUIRED",
                () -> launcher.fork(module, List.of(), DEFAULT.withSpawn(noChannel)));
    }

    @Test
    @DisplayName("FK-17 FK-18 env and cwd")
    void environment() throws Exception {
        SpawnOptions spawn =
                SpawnOptions.DEFAULT
                        .withCwd(folder)
                        .withEnv(Map.of("A", "1", "PATH", System.getenv("PATH")));
        ChildProcess child =
                launcher.fork(module(INFO).toString(), List.of(), DEFAULT.withSpawn(spawn));
        Map<?, ?> message = message(child);
        assertThat(message.get("a")).isEqualTo("1");
        assertThat(message.get("cwd")).isEqualTo(folder.toRealPath().toString());
        exit(child);
    }

    @Test
    @DisplayName("FK-20 timeout")
    void timeout() throws Exception {
        SpawnOptions spawn =
                SpawnOptions.DEFAULT.withTimeout(Duration.ofMillis(400)).withKillSignal("SIGKILL");
        ChildProcess child =
                launcher.fork(
                        module("setInterval(() => {}, 1000)").toString(),
                        List.of(),
                        DEFAULT.withSpawn(spawn));
        assertThat(exit(child)).isInstanceOf(ExitStatus.Signaled.class);
        assertThat(child.killed()).isTrue();
    }

    @Test
    @DisplayName("FK-25 through a shell")
    void throughAShell() throws Exception {
        SpawnOptions options =
                SpawnOptions.DEFAULT.withStdio(
                        new Stdio.Ignore(), new Stdio.Inherit(), new Stdio.Inherit(), IPC);
        ChildProcess child =
                launcher.spawn("sh", List.of("-c", "node " + module(INFO) + " s; true"), options);
        assertThat(message(child).get("argv")).isEqualTo(List.of("s"));
        exit(child);
    }
}
