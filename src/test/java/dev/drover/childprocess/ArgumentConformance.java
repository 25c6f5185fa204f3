package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.exit;
import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.value.JsUndefined;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Rows about arguments of a wrong type, as far as Java can be wrong: null from code that is not
 * checked for it, and values out of range.
 */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class ArgumentConformance {

    private static final String TYPE = "ERR_INVALID_ARG_TYPE";
    private static final List<String> NONE = List.of();

    @TempDir Path folder;

    final ChildRig rig = new ChildRig(backend());
    final Launcher launcher = new Launcher(backend());

    abstract Backend backend();

    /** What a caller that does not know of nullness hands over. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return (T) Optional.empty().orElse(null);
    }

    @Test
    @DisplayName("SP-01 EX-07 FK-06 a missing command")
    void commandIsRequired() {
        String none = missing();
        assertThatThrownBy(() -> launcher.spawn(none, NONE, IGNORING))
                .hasMessage("The \"file\" argument must be of type string. Received null");
        refused(TYPE, () -> launcher.spawn(none, NONE, IGNORING));
        refused(TYPE, () -> launcher.execFile(none, NONE, ExecOptions.DEFAULT));
        refused(TYPE, () -> launcher.spawnSync(none, NONE, SpawnSyncOptions.DEFAULT));
        refused(TYPE, () -> launcher.execFileSync(none, NONE, SpawnSyncOptions.DEFAULT));
        refused(TYPE, () -> launcher.fork(none, NONE, ForkOptions.DEFAULT));
        assertThatThrownBy(() -> launcher.exec(none, ExecOptions.DEFAULT))
                .hasMessage("The \"command\" argument must be of type string. Received null");
        refused(TYPE, () -> launcher.execSync(none, SpawnSyncOptions.DEFAULT));
    }

    @Test
    @DisplayName("SP-05 SP-06 FK-07 EF-02 arguments that are left out")
    void argumentsMayBeMissing() throws Exception {
        SpawnOptions here = SpawnOptions.DEFAULT.withCwd(folder);
        String expected = folder.toRealPath() + "\n";
        for (List<String> args : Arrays.<List<String>>asList(missing(), NONE)) {
            ChildProcess child = launcher.spawn("pwd", args, here);
            assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo(expected);
            assertThat(
                            launcher.execFile("pwd", args, ExecOptions.DEFAULT.withSpawn(here))
                                    .result()
                                    .get()
                                    .stdout()
                                    .text())
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("SP-07 SP-10 FK-07 an argument that is no string")
    void argumentsAreStrings() {
        List<String> args = Arrays.asList("a", missing());
        assertThatThrownBy(() -> launcher.spawn("echo", args, IGNORING))
                .hasMessage("The \"args[1]\" argument must be of type string. Received null");
        refused(TYPE, () -> launcher.spawn("echo", args, IGNORING));
    }

    @Test
    @DisplayName("SP-08 EX-09 EF-03 SY-38 missing options")
    void optionsAreRequired() {
        refused(TYPE, () -> launcher.spawn("true", NONE, missing()));
        refused(TYPE, () -> launcher.exec("true", missing()));
        refused(TYPE, () -> launcher.execFile("true", NONE, missing()));
        refused(TYPE, () -> launcher.fork("m.js", NONE, missing()));
        refused(TYPE, () -> launcher.spawnSync("true", NONE, missing()));
        refused(TYPE, () -> launcher.execSync("true", missing()));
        refused(TYPE, () -> launcher.execFileSync("true", NONE, missing()));
    }

    @Test
    @DisplayName("SP-20 SP-22 no working folder is the parent's")
    void noFolder() throws Exception {
        Path none = missing();
        String expected = Path.of("").toAbsolutePath() + "\n";
        assertThat(rig.output(SpawnOptions.DEFAULT.withCwd(none), "pwd")).isEqualTo(expected);
        assertThat(rig.output(SpawnOptions.DEFAULT.withCwd(Path.of("")), "pwd"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("SP-46 SP-47 SP-48 KL-05 missing signal, killSignal and serialization")
    void optionValues() throws Exception {
        AbortSignal abort = missing();
        refused(TYPE, () -> SpawnOptions.DEFAULT.withSignal(abort));
        Serialization serialization = missing();
        refused(
                "ERR_INVALID_ARG_VALUE",
                () -> SpawnOptions.DEFAULT.withSerialization(serialization));
        String name = missing();
        refused("ERR_UNKNOWN_SIGNAL", () -> SpawnOptions.DEFAULT.withKillSignal(name));
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill(name));
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill("SIGINFO"));
        refused("ERR_UNKNOWN_SIGNAL", () -> child.kill("SIGCLD"));
        assertThat(child.killed()).isFalse();
        child.kill("SIGKILL");
        exit(child);
    }

    @Test
    @DisplayName("AB-12 EX-38 SY-38 numbers out of range")
    void numbers() {
        SpawnOptions negative = IGNORING.withTimeout(Duration.ofMillis(-1));
        refused("ERR_OUT_OF_RANGE", () -> launcher.spawn("true", NONE, negative));
        refused(
                "ERR_OUT_OF_RANGE",
                () -> launcher.exec("true", ExecOptions.DEFAULT.withSpawn(negative)));
        refused(
                "ERR_OUT_OF_RANGE",
                () ->
                        launcher.spawnSync(
                                "true", NONE, SpawnSyncOptions.DEFAULT.withSpawn(negative)));
        refused("ERR_OUT_OF_RANGE", () -> ExecOptions.DEFAULT.withMaxBuffer(Long.MIN_VALUE));
        refused("ERR_OUT_OF_RANGE", () -> SpawnSyncOptions.DEFAULT.withMaxBuffer(-1));
    }

    @Test
    @DisplayName("SY-22 EX-21 encodings by a name that is none")
    void encodings() {
        refused("ERR_UNKNOWN_ENCODING", () -> Encoding.named("nope"));
        refused("ERR_UNKNOWN_ENCODING", () -> Encoding.named(""));
    }

    @Test
    @DisplayName("IP-08 IP-09 IP-14 messages, and the forms of send")
    void messages() throws Exception {
        try (ChildProcess child = rig.node("echo.js")) {
            Inbox inbox = new Inbox(child);
            inbox.next();
            refused("ERR_MISSING_ARGS", () -> child.send(JsUndefined.UNDEFINED));
            Runnable function = () -> {};
            refused(TYPE, () -> child.send(function));
            refused(TYPE, () -> child.send(List.of(Map.of("deep", function))));
            child.send("one");
            CompletableFuture<Boolean> sent = new CompletableFuture<>();
            child.send("two", failure -> sent.complete(failure == null));
            assertThat(inbox.next()).isEqualTo("one");
            assertThat(inbox.next()).isEqualTo("two");
            assertThat(ChildRig.await(sent)).isTrue();
        }
    }

    @Test
    @DisplayName("PR-11 EX-10 what exec returns is a ChildProcess")
    void execReturnsAChild() throws Exception {
        Execution execution = launcher.exec("exit 3", ExecOptions.DEFAULT);
        ChildProcess child = execution.child().orElseThrow();
        assertThat(exit(child).isSuccess()).isFalse();
        assertThat(child.exitCode()).hasValue(3);
    }
}
