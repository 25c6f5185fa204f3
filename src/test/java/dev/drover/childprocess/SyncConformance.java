package dev.drover.childprocess;

import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.Signal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The rows SY of the conformance table. */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class SyncConformance {

    private static final SpawnSyncOptions DEFAULT = SpawnSyncOptions.DEFAULT;
    private static final SpawnOptions SPAWN = SpawnOptions.DEFAULT;
    private static final Stdio PIPE = new Stdio.Pipe();

    final Launcher launcher = new Launcher(backend());

    abstract Backend backend();

    private SpawnSyncResult sh(String script, SpawnSyncOptions options) {
        return launcher.spawnSync("sh", List.of("-c", script), options);
    }

    private static String out(SpawnSyncResult result) {
        return result.stdout().orElseThrow().text();
    }

    private static String code(SpawnSyncResult result) {
        return result.error().orElseThrow().code();
    }

    private void nativeOnly(String why) {
        assumeTrue(backend().name().equals("native"), why);
    }

    @Test
    @DisplayName("SY-01 SY-21 SY-36 result")
    void result() {
        SpawnSyncResult result = sh("echo o; echo e >&2; exit 4", DEFAULT);
        assertThat(result.status()).hasValue(4);
        assertThat(result.signal()).isEmpty();
        assertThat(result.error()).isEmpty();
        assertThat(result.pid()).isPositive();
        assertThat(result.output()).hasSize(3);
        assertThat(result.output().getFirst()).isEmpty();
        assertThat(out(result)).isEqualTo("o\n");
        assertThat(result.stderr().orElseThrow().text()).isEqualTo("e\n");
    }

    @Test
    @DisplayName("SY-02 SY-03 errors of the start are in the result")
    void startErrors() {
        SpawnSyncResult result = launcher.spawnSync("nonexistent_x", List.of("a"), DEFAULT);
        SpawnException error = result.error().orElseThrow();
        assertThat(error.code()).isEqualTo("ENOENT");
        assertThat(error.errno()).isEqualTo(-2);
        assertThat(error.syscall()).isEqualTo("spawnSync nonexistent_x");
        assertThat(error.spawnargs()).containsExactly("a");
        assertThat(result.status()).isEmpty();
        assertThat(result.pid()).isZero();
        assertThat(result.output()).isEmpty();
        Path file = Path.of("/etc/passwd");
        assertThat(
                        code(
                                launcher.spawnSync(
                                        "true", List.of(), DEFAULT.withSpawn(SPAWN.withCwd(file)))))
                .isEqualTo("ENOTDIR");
        assertThat(code(launcher.spawnSync("true", List.of("x".repeat(3 << 20)), DEFAULT)))
                .isEqualTo("E2BIG");
        assertThat(code(launcher.spawnSync("/etc/passwd", List.of(), DEFAULT))).isEqualTo("EACCES");
    }

    @Test
    @DisplayName("SY-04 killed")
    void killed() {
        nativeOnly("the JDK cannot tell signals from codes");
        SpawnSyncResult result = sh("kill -TERM $$", DEFAULT);
        assertThat(result.status()).isEmpty();
        assertThat(result.signal()).contains(Signal.SIGTERM);
    }

    private static SpawnSyncOptions timeout(long millis) {
        return DEFAULT.withSpawn(SPAWN.withTimeout(Duration.ofMillis(millis)));
    }

    @Test
    @DisplayName("SY-05 timeout")
    void timeout() {
        SpawnSyncResult result = sh("echo x; exec sleep 60", timeout(300));
        assertThat(code(result)).isEqualTo("ETIMEDOUT");
        assertThat(result.error().orElseThrow().errno()).isEqualTo(-110);
        assertThat(out(result)).isEqualTo("x\n");
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(result.signal()).contains(Signal.SIGTERM);
    }

    @Test
    @DisplayName("SY-06 timeout of a child that ignores the signal")
    void timeoutIgnored() {
        nativeOnly("the JDK cannot tell signals from codes");
        SpawnSyncResult result =
                sh("trap 'echo got' TERM; sleep .6; echo end; exit 9", timeout(200));
        assertThat(code(result)).isEqualTo("ETIMEDOUT");
        assertThat(result.signal().orElseThrow().name()).isEqualTo("SIGPIPE");
        assertThat(out(result)).isEmpty();
    }

    @Test
    @DisplayName("SY-07 timeout while a grandchild holds the output")
    void timeoutOfGrandchild() {
        nativeOnly("the JDK drops its end of a pipe at exit");
        SpawnSyncResult result = sh("(sleep 3; echo late) & echo now", timeout(300));
        assertThat(code(result)).isEqualTo("ETIMEDOUT");
        assertThat(result.status()).hasValue(0);
        assertThat(out(result)).isEqualTo("now\n");
    }

    @Test
    @DisplayName("SY-08 a grandchild's output is waited for")
    void grandchild() {
        nativeOnly("the JDK drops its end of a pipe at exit");
        assertThat(out(sh("(sleep .4; echo late) & echo now", DEFAULT))).isEqualTo("now\nlate\n");
    }

    @Test
    @DisplayName("SY-09 SY-10 SY-11 maxBuffer counts all outputs and keeps what was read")
    void maxBuffer() {
        SpawnSyncResult result = sh("printf 1234567890123456", DEFAULT.withMaxBuffer(10));
        assertThat(code(result)).isEqualTo("ENOBUFS");
        assertThat(result.error().orElseThrow().errno()).isEqualTo(-105);
        assertThat(out(result)).isEqualTo("1234567890123456");
        SpawnSyncResult large = sh("head -c 3000000 /dev/zero", DEFAULT.withMaxBuffer(1000));
        assertThat(large.stdout().orElseThrow().bytes().length).isBetween(1001, 65_536);
        assertThat(code(sh("printf 12345678; printf 12345678 >&2", DEFAULT.withMaxBuffer(10))))
                .isEqualTo("ENOBUFS");
    }

    @Test
    @DisplayName("SY-12 SY-13 default and no limit")
    void limits() {
        assertThat(sh("head -c 1048576 /dev/zero", DEFAULT).error()).isEmpty();
        assertThat(code(sh("head -c 1048577 /dev/zero", DEFAULT))).isEqualTo("ENOBUFS");
        assertThat(sh("head -c 3000000 /dev/zero", DEFAULT.withMaxBuffer(0)).error()).isEmpty();
    }

    @Test
    @DisplayName("SY-15 SY-16 SY-17 input")
    void input() {
        assertThat(out(launcher.spawnSync("cat", List.of(), DEFAULT.withInput("hé"))))
                .isEqualTo("hé");
        SpawnSyncOptions hex = DEFAULT.withEncoding(Encoding.HEX).withInput("6869");
        assertThat(out(launcher.spawnSync("cat", List.of(), hex))).isEqualTo("6869");
        assertThat(out(launcher.spawnSync("cat", List.of(), DEFAULT))).isEmpty();
    }

    @Test
    @DisplayName("SY-19 SY-20 input that is not read")
    void unreadInput() {
        SpawnSyncOptions large = DEFAULT.withInput(new byte[1 << 20]);
        SpawnSyncResult result = launcher.spawnSync("true", List.of(), large);
        assertThat(code(result)).isEqualTo("EPIPE");
        assertThat(result.status()).hasValue(0);
        for (int i = 0; i < 50; i++) {
            SpawnSyncOptions small = DEFAULT.withInput("small");
            assertThat(launcher.spawnSync("true", List.of(), small).error()).isEmpty();
        }
        SpawnSyncOptions ignored = large.withSpawn(SPAWN.withStdio(new Stdio.Ignore()));
        assertThat(launcher.spawnSync("cat", List.of(), ignored).error()).isEmpty();
    }

    @Test
    @DisplayName("SY-24 SY-25 extra pipes")
    void extraPipes() {
        SpawnSyncOptions options =
                DEFAULT.withSpawn(SPAWN.withStdio(PIPE, PIPE, PIPE, PIPE, PIPE, null));
        SpawnSyncResult result = sh("echo three >&3; echo four >&4", options);
        assertThat(result.output().get(3).orElseThrow().text()).isEqualTo("three\n");
        assertThat(result.output().get(4).orElseThrow().text()).isEqualTo("four\n");
        assertThat(result.output().get(5)).isEmpty();
    }

    @Test
    @DisplayName("SY-26 SY-27 the abort signal is ignored, shell is not")
    void signalAndShell() {
        SpawnOptions spawn = SPAWN.withSignal(AbortSignal.abort()).withShell();
        SpawnSyncResult result =
                launcher.spawnSync("echo", List.of("a;echo b"), DEFAULT.withSpawn(spawn));
        assertThat(out(result)).isEqualTo("a\nb\n");
        SpawnOptions root = SPAWN.withCwd(Path.of("/")).withDetached(true);
        assertThat(out(launcher.spawnSync("pwd", List.of(), DEFAULT.withSpawn(root))))
                .isEqualTo("/\n");
    }

    @Test
    @DisplayName("SY-28 SY-29 execFileSync")
    void execFileSync() throws Exception {
        assertThat(launcher.execFileSync("echo", List.of("x"), DEFAULT).text()).isEqualTo("x\n");
        SpawnSyncOptions piped = DEFAULT.withSpawn(SPAWN.withEveryStdio(PIPE));
        List<String> args = List.of("-c", "echo e >&2; exit 3");
        ExecSyncException e =
                catchThrowableOfType(
                        ExecSyncException.class, () -> launcher.execFileSync("sh", args, piped));
        assertThat(e).hasMessage("Command failed: sh -c echo e >&2; exit 3\ne\n");
        assertThat(e.result().status()).hasValue(3);
        assertThat(e.result().stderr().orElseThrow().text()).isEqualTo("e\n");
    }

    @Test
    @DisplayName("SY-30 execFileSync names argv0")
    void execFileSyncWithArgv0() throws Exception {
        SpawnSyncOptions named = DEFAULT.withSpawn(SPAWN.withEveryStdio(PIPE).withArgv0("zz"));
        try {
            launcher.execFileSync("sh", List.of("-c", "exit 3"), named);
        } catch (ExecSyncException e) {
            assertThat(e).hasMessageStartingWith("Command failed: zz ");
            SpawnSyncOptions empty = named.withSpawn(named.spawn().withArgv0(""));
            assertThatThrownBy(() -> launcher.execFileSync("sh", List.of("-c", "exit 3"), empty))
                    .hasMessageStartingWith("Command failed: sh ");
            return;
        }
        throw new AssertionError("it succeeded");
    }

    @Test
    @DisplayName("SY-31 SY-37 execFileSync that cannot start")
    void cannotStart() {
        ExecSyncException e =
                catchThrowableOfType(
                        ExecSyncException.class,
                        () -> launcher.execFileSync("nonexistent_x", List.of(), DEFAULT));
        assertThat(e.code()).isEqualTo("ENOENT");
        assertThat(e).hasCauseInstanceOf(SpawnException.class);
        SpawnSyncOptions shell = DEFAULT.withSpawn(SPAWN.withShell("/nonexistent/sh"));
        assertThatThrownBy(() -> launcher.execSync("true", shell))
                .hasMessageContaining("/nonexistent/sh");
    }

    @Test
    @DisplayName("SY-33 SY-34 execSync")
    void execSync() throws Exception {
        assertThat(launcher.execSync("echo a; echo b", DEFAULT).text()).isEqualTo("a\nb\n");
        ExecSyncException slow =
                catchThrowableOfType(
                        ExecSyncException.class,
                        () -> launcher.execSync("echo x; exec sleep 60", timeout(300)));
        assertThat(slow.code()).isEqualTo("ETIMEDOUT");
        assertThat(out(slow.result())).isEqualTo("x\n");
        SpawnSyncOptions latin1 =
                DEFAULT.withSpawn(SPAWN.withEveryStdio(PIPE)).withEncoding(Encoding.LATIN1);
        ExecSyncException encoded =
                catchThrowableOfType(
                        ExecSyncException.class,
                        () -> launcher.execSync("printf '\\351' >&2; exit 1", latin1));
        assertThat(encoded).hasMessage("Command failed: printf '\\351' >&2; exit 1\né");
        nativeOnly("the JDK cannot tell signals from codes");
        ExecSyncException killed =
                catchThrowableOfType(
                        ExecSyncException.class, () -> launcher.execSync("kill -9 $$", DEFAULT));
        assertThat(killed).hasMessage("Command failed: kill -9 $$");
        assertThat(killed.result().signal()).contains(Signal.SIGKILL);
    }

    @Test
    @DisplayName("SY-35 the error output is shown unless stdio is given")
    void errorOutputIsShown() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            launcher.execSync("echo seen >&2", DEFAULT);
            SpawnOptions piped = SPAWN.withEveryStdio(PIPE);
            launcher.execSync("echo hidden >&2", DEFAULT.withSpawn(piped));
            launcher.execSync("echo seen >&2", DEFAULT.withEncoding(Encoding.HEX));
        } finally {
            System.setErr(before);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("seen\n7365656e0a");
    }

    @Test
    @DisplayName("SY-38 ST-20 checks are thrown")
    void checks() {
        refused("ERR_INVALID_ARG_VALUE", () -> launcher.spawnSync("", List.of(), DEFAULT));
        refused("ERR_OUT_OF_RANGE", () -> DEFAULT.withMaxBuffer(-1));
        SpawnSyncOptions ipc =
                DEFAULT.withSpawn(SPAWN.withStdio(PIPE, PIPE, PIPE, new Stdio.Ipc()));
        refused("ERR_IPC_SYNC_FORK", () -> launcher.spawnSync("true", List.of(), ipc));
    }

    @Test
    @DisplayName("SY-40 overlapped is a pipe")
    void overlapped() {
        SpawnSyncOptions options = DEFAULT.withSpawn(SPAWN.withEveryStdio(new Stdio.Overlapped()));
        assertThat(out(sh("echo x", options))).isEqualTo("x\n");
    }
}
