package dev.drover.childprocess;

import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.Signal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The rows EX and EF of the conformance table. */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class ExecConformance {

    private static final ExecOptions DEFAULT = ExecOptions.DEFAULT;
    private static final SpawnOptions SPAWN = SpawnOptions.DEFAULT;

    final Launcher launcher = new Launcher(backend());

    abstract Backend backend();

    private ExecResult ok(String command, ExecOptions options) throws Exception {
        return launcher.exec(command, options).result().get(30, TimeUnit.SECONDS);
    }

    private static Throwable causeOf(Execution execution) throws Exception {
        try {
            throw new AssertionError(
                    "it succeeded: " + execution.result().get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private ExecException failed(String command, ExecOptions options) throws Exception {
        return (ExecException) causeOf(launcher.exec(command, options));
    }

    private void nativeOnly(String why) {
        assumeTrue(backend().name().equals("native"), why);
    }

    @Test
    @DisplayName("EF-13 EX-01 EX-20 EX-44 success")
    void success() throws Exception {
        ExecResult result = ok("echo hi; echo err >&2", DEFAULT);
        assertThat(result.stdout().text()).isEqualTo("hi\n");
        assertThat(result.stderr().text()).isEqualTo("err\n");
    }

    @Test
    @DisplayName("EX-02 EX-06 EX-45 exit code")
    void exitCode() throws Exception {
        ExecException e = failed("echo out; echo bad >&2; exit 7", DEFAULT);
        assertThat(e).hasMessage("Command failed: echo out; echo bad >&2; exit 7\nbad\n");
        assertThat(e.code()).isEqualTo("7");
        assertThat(e.exitCode()).hasValue(7);
        assertThat(e.killed()).isFalse();
        assertThat(e.signal()).isEmpty();
        assertThat(e.cmd()).isEqualTo("echo out; echo bad >&2; exit 7");
        assertThat(e.stdout().text()).isEqualTo("out\n");
        assertThat(e.stderr().text()).isEqualTo("bad\n");
    }

    @Test
    @DisplayName("EX-03 killed by a signal")
    void killedBySignal() throws Exception {
        nativeOnly("the JDK cannot tell signals from codes");
        ExecException e = failed("kill -9 $$", DEFAULT);
        assertThat(e).hasMessage("Command failed: kill -9 $$\n");
        assertThat(e.signal()).contains(Signal.SIGKILL);
        assertThat(e.exitCode()).isEmpty();
        assertThat(e.killed()).isFalse();
    }

    @Test
    @DisplayName("EX-04 PR-09 PR-10 killed by the caller")
    void killedByCaller() throws Exception {
        Execution execution = launcher.exec("exec sleep 60", DEFAULT);
        ChildProcess child = execution.child().orElseThrow();
        assertThat(child.spawnfile()).isEqualTo("/bin/sh");
        assertThat(child.spawnargs()).containsExactly("/bin/sh", "-c", "exec sleep 60");
        child.kill("SIGUSR1");
        ExecException e = (ExecException) causeOf(execution);
        assertThat(e.killed()).isTrue();
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(e.signal().orElseThrow().name()).isEqualTo("SIGUSR1");
    }

    @Test
    @DisplayName("EF-11 EX-07 EX-38 EX-46 checks")
    void checks() {
        refused("ERR_INVALID_ARG_VALUE", () -> launcher.exec("", DEFAULT));
        refused("ERR_INVALID_ARG_VALUE", () -> launcher.exec("a\0", DEFAULT));
        refused("ERR_OUT_OF_RANGE", () -> DEFAULT.withMaxBuffer(-1));
        refused("ERR_UNKNOWN_SIGNAL", () -> SPAWN.withKillSignal("SIGFOO"));
    }

    @Test
    @DisplayName("EX-11 EX-12 EX-16 EX-17 shell, quoting, environment")
    void shell() throws Exception {
        ExecOptions a = DEFAULT.withSpawn(SPAWN.withEnv(Map.of("A", "1")));
        assertThat(ok("echo $A \"$A  x\" '$A'", a).stdout().text()).isEqualTo("1 1  x $A\n");
        ExecOptions bash = DEFAULT.withSpawn(SPAWN.withShell("/bin/bash"));
        assertThat(ok("echo $0", bash).stdout().text()).isEqualTo("/bin/bash\n");
    }

    @Test
    @DisplayName("EX-15 missing folder names the shell")
    void missingFolder() throws Exception {
        Execution execution =
                launcher.exec(
                        "true",
                        DEFAULT.withSpawn(SPAWN.withCwd(java.nio.file.Path.of("/nonexistent"))));
        assertThat(execution.child()).isEmpty();
        assertThat(((ExecException) causeOf(execution)).code()).isEqualTo("ENOENT");
        assertThat(causeOf(execution)).hasMessageContaining("/bin/sh");
    }

    @Test
    @DisplayName("EX-18 input")
    void input() throws Exception {
        Execution execution = launcher.exec("cat", DEFAULT);
        try (OutputStream in = execution.child().orElseThrow().stdin().orElseThrow()) {
            in.write("data".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(execution.result().get(30, TimeUnit.SECONDS).stdout().text()).isEqualTo("data");
    }

    @Test
    @DisplayName("EX-19 EV-26 the result waits for all writers")
    void allWriters() throws Exception {
        nativeOnly("the JDK drops its end of a pipe at exit");
        assertThat(ok("(sleep 0.7; echo late) & echo now", DEFAULT).stdout().text())
                .isEqualTo("now\nlate\n");
    }

    @ParameterizedTest(name = "EX-22 encoding {0}")
    @CsvSource({"hex,616263", "base64,YWJj", "latin1,abc", "ascii,abc", "UTF-8,abc", "ucs2,扡挀"})
    void encodings(String name, String expected) throws Exception {
        String command = name.equals("ucs2") ? "printf 'ab\\0c'" : "printf abc";
        assertThat(ok(command, DEFAULT.withEncoding(Encoding.named(name))).stdout().text())
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("EX-21 EX-24 EX-25 EX-26 bytes, split and incomplete characters, BOM")
    void characters() throws Exception {
        ExecOptions buffer = DEFAULT.withEncoding(Encoding.named("buffer"));
        assertThat(ok("printf abc", buffer).stdout().bytes()).isEqualTo(new byte[] {97, 98, 99});
        assertThat(ok("printf abc", buffer).stderr().bytes()).isEmpty();
        assertThat(ok("printf '\\342\\202'; sleep 0.2; printf '\\254'", DEFAULT).stdout().text())
                .isEqualTo("€");
        assertThat(ok("printf '\\342\\202'", DEFAULT).stdout().text()).isEqualTo("\ufffd");
        assertThat(ok("printf '\\357\\273\\277x'", DEFAULT).stdout().text()).isEqualTo("\ufeffx");
        refused("ERR_UNKNOWN_ENCODING", () -> Encoding.named("nope"));
    }

    private static ExecOptions timeout(long millis) {
        return DEFAULT.withSpawn(SPAWN.withTimeout(Duration.ofMillis(millis)));
    }

    @Test
    @DisplayName("EX-27 EX-28 EX-30 timeout")
    void timeout() throws Exception {
        ExecException e = failed("echo partial; exec sleep 60", timeout(500));
        assertThat(e).hasMessage("Command failed: echo partial; exec sleep 60\n");
        assertThat(e.killed()).isTrue();
        assertThat(e.stdout().text()).isEqualTo("partial\n");
        ExecOptions kill =
                DEFAULT.withSpawn(
                        SPAWN.withTimeout(Duration.ofMillis(100)).withKillSignal("SIGKILL"));
        assertThat(failed("exec sleep 60", kill).signal()).contains(Signal.SIGKILL);
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(e.signal()).contains(Signal.SIGTERM);
    }

    @Test
    @DisplayName("EX-29 the timeout closes the pipes")
    void timeoutClosesPipes() throws Exception {
        nativeOnly("the JDK cannot tell signals from codes");
        ExecException e = failed("trap '' TERM; sleep 1; echo done", timeout(300));
        assertThat(e.signal().orElseThrow().name()).isEqualTo("SIGPIPE");
        assertThat(e.stdout().text()).isEmpty();
    }

    @Test
    @DisplayName("EX-31 timeout that is not reached")
    void timeoutNotReached() throws Exception {
        assertThat(ok("echo x", timeout(30_000)).stdout().text()).isEqualTo("x\n");
    }

    @Test
    @DisplayName("EX-33 EX-34 EX-35 maxBuffer")
    void maxBuffer() throws Exception {
        ExecException e = failed("printf 12345678901", DEFAULT.withMaxBuffer(10));
        assertThat(e).hasMessage("stdout maxBuffer length exceeded");
        assertThat(e.code()).isEqualTo("ERR_CHILD_PROCESS_STDIO_MAXBUFFER");
        assertThat(e.cmd()).isEqualTo("printf 12345678901");
        assertThat(e.stdout().text()).isEqualTo("1234567890");
        assertThat(failed("printf 12345678901 >&2", DEFAULT.withMaxBuffer(10)))
                .hasMessage("stderr maxBuffer length exceeded");
        assertThat(failed("echo x", DEFAULT.withMaxBuffer(0)).stdout().text()).isEmpty();
        ok("true", DEFAULT.withMaxBuffer(0));
        ok("printf 1234567890; printf 1234567890 >&2", DEFAULT.withMaxBuffer(10));
    }

    @Test
    @DisplayName("EX-36 EX-37 default and no limit")
    void defaultLimit() throws Exception {
        assertThat(ok("head -c 1048576 /dev/zero", DEFAULT).stdout().bytes()).hasSize(1 << 20);
        assertThat(failed("head -c 1048577 /dev/zero", DEFAULT).stdout().bytes()).hasSize(1 << 20);
        ExecOptions unlimited = DEFAULT.withMaxBuffer(ExecOptions.UNLIMITED);
        assertThat(ok("head -c 3000000 /dev/zero", unlimited).stdout().bytes()).hasSize(3_000_000);
    }

    @Test
    @DisplayName("EX-39 EX-40 maxBuffer counts bytes and cuts characters")
    void unicodeLimit() throws Exception {
        String print = "printf '中文测试'";
        assertThat(ok(print, DEFAULT.withMaxBuffer(12)).stdout().text()).isEqualTo("中文测试");
        assertThat(failed(print + "; echo", DEFAULT.withMaxBuffer(12)).code())
                .isEqualTo("ERR_CHILD_PROCESS_STDIO_MAXBUFFER");
        assertThat(failed(print, DEFAULT.withMaxBuffer(4)).stdout().text()).isEqualTo("中文测试");
        assertThat(failed(print, DEFAULT.withMaxBuffer(2)).stdout().text()).isEqualTo("中文");
        assertThat(failed(print, DEFAULT.withMaxBuffer(4)).stdout().bytes())
                .isEqualTo(new byte[] {(byte) 0xe4, (byte) 0xb8, (byte) 0xad, (byte) 0xe6});
    }

    @Test
    @DisplayName("EX-42 EX-43 EX-47 EF-12 abort uses SIGTERM and answers at once")
    void abort() throws Exception {
        AbortController controller = new AbortController();
        SpawnOptions spawn = SPAWN.withSignal(controller.signal()).withKillSignal("SIGKILL");
        Execution execution = launcher.exec("exec sleep 60", DEFAULT.withSpawn(spawn));
        controller.abort();
        assertThat(causeOf(execution))
                .isInstanceOfSatisfying(
                        AbortException.class, e -> assertThat(e.code()).isEqualTo("ABORT_ERR"));
        ChildProcess child = execution.child().orElseThrow();
        ChildRig.exit(child);
        AbortController late = new AbortController();
        ok("true", DEFAULT.withSpawn(SPAWN.withSignal(late.signal())));
        late.abort();
        nativeOnly("the JDK cannot tell signals from codes");
        assertThat(child.signalCode()).contains(Signal.SIGTERM);
    }

    @Test
    @DisplayName("EF-01 EF-07 no shell unless asked for")
    void file() throws Exception {
        assertThat(run("echo", List.of("a b"), DEFAULT)).isEqualTo("a b\n");
        ExecOptions shell = DEFAULT.withSpawn(SPAWN.withShell().withEnv(Map.of("H", "/h")));
        assertThat(run("echo", List.of("$H"), shell)).isEqualTo("/h\n");
    }

    private String run(String file, List<String> args, ExecOptions options) throws Exception {
        return launcher.execFile(file, args, options)
                .result()
                .get(30, TimeUnit.SECONDS)
                .stdout()
                .text();
    }

    @Test
    @DisplayName("EF-04 EF-05 EF-10 program that cannot be started")
    void missingProgram() throws Exception {
        Execution execution = launcher.execFile("nonexistent_cmd_x", List.of("a"), DEFAULT);
        assertThat(execution.child()).isEmpty();
        ExecException e = (ExecException) causeOf(execution);
        assertThat(e.code()).isEqualTo("ENOENT");
        assertThat(e.cmd()).isEqualTo("nonexistent_cmd_x a");
        assertThat(e.stdout().text()).isEmpty();
        assertThat(((SpawnException) e.getCause()).spawnargs()).containsExactly("a");
        assertThat(
                        ((ExecException)
                                        causeOf(
                                                launcher.execFile(
                                                        "/etc/passwd", List.of(), DEFAULT)))
                                .code())
                .isEqualTo("EACCES");
    }

    @Test
    @DisplayName("EF-09 EX-49 timeout, limit and user apply to files too")
    void fileOptions() throws Exception {
        assertThat(causeOf(launcher.execFile("sleep", List.of("60"), timeout(100))))
                .isInstanceOfSatisfying(ExecException.class, e -> assertThat(e.killed()).isTrue());
        assertThat(causeOf(launcher.execFile("echo", List.of("abc"), DEFAULT.withMaxBuffer(1))))
                .hasMessage("stdout maxBuffer length exceeded");
        assumeTrue(SpawnConformance.isRoot(), "needs root");
        ExecOptions nobody = DEFAULT.withSpawn(SPAWN.withUid(65534));
        assertThat(run("id", List.of("-u"), nobody)).isEqualTo("65534\n");
    }

    @Test
    @DisplayName("EF-06 message of a failed file")
    void failedFile() throws Exception {
        ExecException e =
                (ExecException)
                        causeOf(
                                launcher.execFile(
                                        "sh", List.of("-c", "echo e >&2; exit 2"), DEFAULT));
        assertThat(e).hasMessage("Command failed: sh -c echo e >&2; exit 2\ne\n");
        assertThat(e.exitCode()).hasValue(2);
    }
}
