package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.childprocess.ChildRig.Inbox;
import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that need a whole program of their own: a JVM whose children are looked at. */
@Timeout(120)
abstract class ProgramConformance {

    private static final int NOBODY = 65534;

    @TempDir Path folder;

    /** Starts the programs; what is tested is the backend inside of them. */
    private final Launcher launcher = new Launcher(new PosixBackend());

    abstract Backend backend();

    private ChildProcess program(SpawnOptions options, String heap, String... args)
            throws SpawnException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "-c",
                                "ulimit -n 256; exec \"$@\"",
                                "sh",
                                ParentChannelTest.JAVA,
                                "-Xmx" + heap,
                                "-Ddrover.childprocess.backend=" + backend().name()));
        command.addAll(ParentChannelTest.flags());
        command.add("dev.drover/dev.drover.testchild.SpawningProgram");
        command.addAll(Arrays.asList(args));
        return launcher.spawn("sh", command, options);
    }

    private String answer(SpawnOptions options, String heap, String... args) throws Exception {
        ChildProcess program = program(options, heap, args);
        String answer =
                new String(program.stdout().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exit(program).isSuccess()).as(answer).isTrue();
        return answer.strip();
    }

    private static SpawnOptions piped() {
        return SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, new Stdio.Inherit());
    }

    private static ProcessHandle running(String pid) {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    @Test
    @DisplayName("SP-51 a full table of descriptors")
    void fullTable() throws Exception {
        assertThat(answer(piped(), "64m", "full-table"))
                .isEqualTo("ENOENT -2 spawn nonexistent_cmd_x;ok;EMFILE -24 spawn true;ok;");
    }

    @Test
    @DisplayName("ST-28 outputs that nobody reads do not fill the table of descriptors")
    void unreadOutputs() throws Exception {
        assertThat(answer(piped(), "512m", "unread")).isEqualTo("spawned");
    }

    @Test
    @DisplayName("DT-04 DT-05 children survive their parent, detached or not")
    void survivors() throws Exception {
        for (String pid : answer(piped(), "64m", "leaves").split(" ")) {
            running(pid).destroyForcibly();
        }
    }

    @Test
    @DisplayName("EV-21 KL-08 a child that may not be signalled")
    void denied() throws Exception {
        assumeTrue(SpawnConformance.isRoot(), "needs root to have a child of another user");
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.exists(setpriv), "needs setpriv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copy = Files.copy(setpriv, folder.resolve("setpriv"));
        Files.setAttribute(copy, "unix:mode", 0104755);
        SpawnOptions nobody = piped().withUid(NOBODY).withGid(NOBODY);
        String[] answer = answer(nobody, "64m", "denied", copy.toString()).split(" ", 2);
        assumeTrue(!answer[0].equals("0"), "set-user-id programs do not work here");
        running(answer[0]).destroyForcibly();
        // The JDK does not tell why a signal was not sent.
        String code = backend().name().equals("native") ? "EPERM" : "none";
        assertThat(answer[1]).isEqualTo("false " + code + " false");
    }

    @Test
    @DisplayName("PR-13 a program that waits for its child hears of its exit and close")
    void listenersOfAReferencedChild() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(answer(piped(), "64m", "references").lines())
                    .containsExactlyInAnyOrder("main", "exit", "close");
            assertThat(answer(piped(), "64m", "references-an-ended-child").lines())
                    .containsExactlyInAnyOrder("main", "exit");
        }
    }

    @Test
    @DisplayName("PR-17 a program that waits for a channel hears of its disconnect")
    void listenersOfAReferencedChannel() throws Exception {
        Path module = folder.resolve("disconnects.js");
        Files.writeString(module, "process.once('message', () => process.disconnect())");
        for (int i = 0; i < 3; i++) {
            assertThat(answer(piped(), "64m", "references-a-channel", module.toString()).lines())
                    .containsExactlyInAnyOrder("main", "disconnect");
        }
    }

    @Test
    @DisplayName("IP-21 a program that waits for its parent hears of the disconnect")
    void listenersOfAReferencedParent() throws Exception {
        assumeTrue(backend().name().equals("native"), "IP-31: it has no channel to its parent");
        SpawnOptions options =
                SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, new Stdio.Inherit(), IPC);
        for (int i = 0; i < 3; i++) {
            ChildProcess program = program(options, "64m", "references-its-parent");
            InputStream output = program.stdout().orElseThrow();
            byte[] main = output.readNBytes("main\n".length());
            assertThat(main).asString().isEqualTo("main\n");
            program.disconnect();
            assertThat(output.readAllBytes()).asString().isEqualTo("disconnect\n");
        }
    }

    @Test
    @DisplayName("IP-25 a message under way keeps a Java child alive")
    void pendingWriteOfJava() throws Exception {
        assumeTrue(backend().name().equals("native"), "IP-31: it has no channel to its parent");
        ChildProcess child =
                program(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, IGNORE, new Stdio.Inherit(), IPC),
                        "64m",
                        "sends");
        assertThat(new Inbox(child).next()).isEqualTo("x".repeat(4_000_000));
        assertThat(exit(child).isSuccess()).isTrue();
    }

    @Test
    @DisplayName("IP-04 IP-25 who sends a message hears that it was taken before the program ends")
    void pendingCallbackOfJava() throws Exception {
        assumeTrue(backend().name().equals("native"), "IP-31: it has no channel to its parent");
        SpawnOptions options =
                SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, new Stdio.Inherit(), IPC);
        for (int i = 0; i < 3; i++) {
            ChildProcess program = program(options, "64m", "sends-and-listens");
            InputStream output = program.stdout().orElseThrow();
            assertThat(output.readNBytes("main\n".length())).asString().isEqualTo("main\n");
            new Inbox(program).next();
            assertThat(output.readAllBytes()).asString().isEqualTo("taken\n");
        }
    }

    @Test
    @DisplayName("IP-25 a message under way keeps a Node child alive")
    void pendingWriteOfNode() throws Exception {
        Path module = folder.resolve("sends.js");
        Files.writeString(module, "process.send('x'.repeat(4e6))");
        ChildProcess child =
                new Launcher(backend()).fork(module.toString(), List.of(), ForkOptions.DEFAULT);
        assertThat(new Inbox(child).next()).isEqualTo("x".repeat(4_000_000));
        assertThat(exit(child).isSuccess()).isTrue();
    }

    @Test
    @DisplayName("IP-28 IP-30 deep messages in a JVM whose threads have small stacks")
    void deepMessagesOnSmallStacks() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("JDK_JAVA_OPTIONS", "-Xss256k");
        Path sender = folder.resolve("nests.js");
        Files.writeString(
                sender,
                "let m = []; for (let i = 1; i < 900; i++) m = [m]; process.send(m, () => {});");
        assertThat(answer(piped().withEnv(environment), "64m", "deep", sender.toString()))
                .isEqualTo("900 900");
    }

    @Test
    @DisplayName("IP-28 IP-30 messages of 100 MB there and back, in both serializations")
    void hundredMegabytes() throws Exception {
        String echo = Path.of("src/test/node/childprocess/echo.js").toAbsolutePath().toString();
        assertThat(answer(piped(), "1200m", "large", echo, "100000000")).isEqualTo("true true");
    }
}
