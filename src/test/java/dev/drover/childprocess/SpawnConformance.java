package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.ExitStatus;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows SP, EN and DT of the conformance table. */
@Timeout(180)
@ExtendWith(UnsupportedRows.class)
abstract class SpawnConformance {

    private static final SpawnOptions DEFAULT = SpawnOptions.DEFAULT;

    @TempDir Path folder;

    final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidArgumentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    static void fails(String code, int errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SpawnException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.errno()).isEqualTo(errno);
                        });
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Test
    @DisplayName("SP-02 SP-03 SP-04 empty command, NUL in command and argument")
    void commandsAreChecked() {
        refused("ERR_INVALID_ARG_VALUE", () -> rig.spawn(IGNORING, ""));
        assertThatThrownBy(() -> rig.spawn(IGNORING, "a\0b"))
                .hasMessage(
                        "The argument 'file' must be a string without null bytes. Received"
                                + " 'a\\x00b'");
        assertThatThrownBy(() -> rig.spawn(IGNORING, "echo", "a\0"))
                .hasMessageContaining("args[0]");
    }

    @Test
    @DisplayName("SP-11 SP-12 arguments are UTF-8 and not interpreted")
    void argumentsArriveAsGiven() throws Exception {
        assertThat(rig.output(DEFAULT, "echo", "a b", "$HOME")).isEqualTo("a b $HOME\n");
        ChildProcess child = rig.spawn(DEFAULT, "printf", "%s", "é€😀");
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .isEqualTo("é€😀".getBytes(StandardCharsets.UTF_8));
        ChildProcess lone = rig.spawn(DEFAULT, "printf", "%s", "a\ud800b");
        assertThat(lone.stdout().orElseThrow().readAllBytes())
                .isEqualTo("a\ufffdb".getBytes(StandardCharsets.UTF_8));
        assertThat(rig.output(DEFAULT.withEnv(Map.of("K", "\udc00😀")), "/usr/bin/env"))
                .isEqualTo("K=\ufffd😀\n");
    }

    @Test
    @DisplayName("SP-13 SP-14 SP-15 PR-01 PR-07 PR-08 the returned object")
    void returnedObject() throws Exception {
        ChildProcess child = rig.spawn(DEFAULT, "sleep", "60");
        assertThat(child.pid()).isPositive();
        assertThat(child.exitCode()).isEmpty();
        assertThat(child.signalCode()).isEmpty();
        assertThat(child.killed()).isFalse();
        assertThat(child.connected()).isFalse();
        assertThat(child.channel()).isEmpty();
        assertThat(child.stdio()).hasSize(3).allMatch(java.util.Optional::isPresent);
        assertThat(child.stdio().get(0).orElseThrow().output()).isEqualTo(child.stdin());
        assertThat(child.stdio().get(1).orElseThrow().input()).isEqualTo(child.stdout());
        assertThat(child.stdio().get(2).orElseThrow().input()).isEqualTo(child.stderr());
        assertThat(child.spawnfile()).isEqualTo("sleep");
        assertThat(child.spawnargs()).containsExactly("sleep", "60");
        child.kill("SIGKILL");
        exit(child);
    }

    @Test
    @DisplayName("SP-16 SP-17 SP-19 SP-21 SP-22 working folder as path and as file URI")
    void workingFolder() throws Exception {
        String expected = folder.toRealPath() + "\n";
        assertThat(rig.output(DEFAULT.withCwd(folder), "pwd")).isEqualTo(expected);
        assertThat(rig.output(DEFAULT.withCwd(folder.toUri()), "pwd")).isEqualTo(expected);
        assertThat(rig.output(DEFAULT, "pwd")).isEqualTo(Path.of("").toAbsolutePath() + "\n");
        Path named = Files.createDirectory(folder.resolve("é x"));
        URI unescaped = URI.create("file://LOCALHOST" + folder + "/é%20x");
        assertThat(rig.output(DEFAULT.withCwd(unescaped), "pwd"))
                .isEqualTo(named.toRealPath() + "\n");
        refused("ERR_INVALID_FILE_URL_HOST", () -> DEFAULT.withCwd(URI.create("file://host/x")));
        refused("ERR_INVALID_URL_SCHEME", () -> DEFAULT.withCwd(URI.create("http://x/")));
        refused("ERR_INVALID_ARG_VALUE", () -> DEFAULT.withCwd(URI.create("file:///a%00b")));
    }

    @Test
    @DisplayName("SP-23 EV-05 missing folder names the command")
    void missingFolder() {
        assertThatThrownBy(
                        () -> rig.spawn(IGNORING.withCwd(folder.resolve("missing")), "pwd", "-P"))
                .isInstanceOfSatisfying(
                        SpawnException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("ENOENT");
                            assertThat(e.errno()).isEqualTo(-2);
                            assertThat(e.syscall()).isEqualTo("spawn pwd");
                            assertThat(e.path()).isEqualTo("pwd");
                            assertThat(e.spawnargs()).containsExactly("-P");
                        });
    }

    @Test
    @DisplayName("SP-24 folder that is a file")
    void folderThatIsAFile() {
        fails("ENOTDIR", -20, () -> rig.spawn(IGNORING.withCwd(Path.of("/etc/passwd")), "pwd"));
    }

    @Test
    @DisplayName("a name that is too long, of the program or of the folder")
    void tooLongNames() {
        String name = "x".repeat(256);
        fails("ENAMETOOLONG", -36, () -> rig.spawn(IGNORING, name));
        fails("ENAMETOOLONG", -36, () -> rig.spawn(IGNORING, "/usr/bin/" + name));
        fails("ENAMETOOLONG", -36, () -> rig.spawn(IGNORING, "/" + "a/".repeat(3000)));
        fails("ENAMETOOLONG", -36, () -> rig.spawn(IGNORING.withCwd(folder.resolve(name)), "true"));
    }

    @Test
    @DisplayName("SP-28 uid -1 is EINVAL")
    void uidMinusOne() throws Exception {
        assumeTrue(isRoot(), "needs root");
        expectOrUnsupported("EINVAL", IGNORING.withUid(-1));
    }

    private void expectOrUnsupported(String code, SpawnOptions options) throws Exception {
        try {
            rig.spawn(options, "true");
            throw new AssertionError("it started");
        } catch (SpawnException e) {
            assertThat(e.code()).isEqualTo(code);
        }
    }

    @Test
    @DisplayName("SP-29 SP-30 uid and gid drop the supplementary groups")
    void userAndGroup() throws Exception {
        assumeTrue(isRoot(), "needs root");
        assertThat(rig.output(DEFAULT.withUid(65534).withGid(65534), "id"))
                .containsPattern("^uid=65534.* gid=65534\\S* groups=65534\\S*\n$");
        assertThat(rig.output(DEFAULT.withUid(65534), "sh", "-c", "id -u; id -g; id -G"))
                .isEqualTo("65534\n0\n0\n");
        assertThat(rig.output(DEFAULT, "id", "-u")).isEqualTo("0\n");
    }

    @Test
    @DisplayName("SP-32 SP-33 SP-34 SP-35 SP-37 shell")
    void shell() throws Exception {
        ChildProcess child =
                rig.spawn(DEFAULT.withShell(), "echo", "a", "b  c", "${X-unset};echo x");
        assertThat(child.spawnfile()).isEqualTo("/bin/sh");
        assertThat(child.spawnargs())
                .containsExactly("/bin/sh", "-c", "echo a b  c ${X-unset};echo x");
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("a b c unset\nx\n");
        assertThat(rig.output(DEFAULT.withShell("/bin/bash"), "echo $BASH")).contains("bash");
        assertThat(rig.output(DEFAULT.withShell(""), "echo", "$HOME")).isEqualTo("$HOME\n");
        assertThat(exit(rig.spawn(IGNORING.withShell(), "nonexistent_cmd_x")))
                .isEqualTo(new ExitStatus.Exited(127));
        refused("ERR_INVALID_ARG_VALUE", () -> rig.spawn(DEFAULT.withShell("a\0"), "true"));
    }

    @Test
    @DisplayName("SP-39 SP-40 SP-15 argv0")
    void argv0() throws Exception {
        refused("ERR_INVALID_ARG_VALUE", () -> rig.spawn(DEFAULT.withArgv0("\0"), "true"));
        ChildProcess child = rig.spawn(DEFAULT.withArgv0("CUSTOM"), "sh", "-c", "echo $0");
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("CUSTOM\n");
        assertThat(child.spawnfile()).isEqualTo("sh");
        assertThat(child.spawnargs().getFirst()).isEqualTo("CUSTOM");
    }

    @Test
    @DisplayName("SP-41 argv0 with a shell")
    void argv0WithShell() throws Exception {
        ChildProcess child = rig.spawn(DEFAULT.withArgv0("CUSTOM").withShell(), "echo $0");
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("CUSTOM\n");
        assertThat(child.spawnfile()).isEqualTo("/bin/sh");
    }

    @Test
    @DisplayName("SP-42 argv0 as a Node child sees it")
    void argv0OfNode() throws Exception {
        assertThat(rig.output(DEFAULT.withArgv0("foo"), "node", "-p", "process.argv0"))
                .isEqualTo("foo\n");
    }

    @Test
    @DisplayName("SP-44 Windows' options are ignored on Unix")
    void windowsOptions() throws Exception {
        SpawnOptions options = DEFAULT.withWindowsHide(true).withWindowsVerbatimArguments(true);
        assertThat(rig.output(options, "echo", "a b")).isEqualTo("a b\n");
    }

    @Test
    @DisplayName("SP-47 KL-05 unknown signals, any case")
    void killSignal() {
        refused("ERR_UNKNOWN_SIGNAL", () -> DEFAULT.withKillSignal("SIGFOO"));
        assertThat(DEFAULT.withKillSignal("sigkill").killSignal().number()).isEqualTo(9);
    }

    @Test
    @DisplayName("SP-49 E2BIG")
    void tooLong() {
        fails("E2BIG", -7, () -> rig.spawn(IGNORING, "true", "x".repeat(3 << 20)));
    }

    @Test
    @DisplayName("SP-50 bad descriptor")
    void badDescriptor() throws Exception {
        SpawnOptions options = DEFAULT.withStdio(new Stdio.Descriptor(9999));
        expectOrUnsupported("EBADF", options);
    }

    @Test
    @DisplayName("EN-01 EN-03 EN-04 EN-06 EN-10 environment")
    void environment() throws Exception {
        assertThat(rig.output(DEFAULT.withEnv(Map.of()), "/usr/bin/env")).isEmpty();
        Map<String, String> env = new LinkedHashMap<>();
        env.put("Z", "é€😀");
        env.put("U", null);
        env.put("A", "");
        env.put("M", "m");
        List<String> seen = rig.output(DEFAULT.withEnv(env), "/usr/bin/env").lines().toList();
        assertThat(seen).containsExactlyInAnyOrder("Z=é€😀", "A=", "M=m");
        assumeTrue(backend().name().equals("native"), "EN-06: the JDK has an order of its own");
        assertThat(seen).containsExactly("Z=é€😀", "A=", "M=m");
    }

    @Test
    @DisplayName("EN-07 a name with an equals sign")
    void equalsSignInAName() throws Exception {
        SpawnOptions options = DEFAULT.withEnv(Map.of("X=Y", "z"));
        assertThat(rig.output(options, "/usr/bin/env")).isEqualTo("X=Y=z\n");
    }

    @Test
    @DisplayName("EN-08 NUL in the environment is named")
    void nulInEnvironment() {
        assertThatThrownBy(() -> rig.spawn(DEFAULT.withEnv(Map.of("k", "a\0")), "true"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("options.env['k']");
    }

    @Test
    @DisplayName("EN-12 EN-15 default path, relative command")
    void lookup() throws Exception {
        assertThat(rig.output(DEFAULT.withEnv(Map.of("A", "1")), "env")).isEqualTo("A=1\n");
        fails(
                "ENOENT",
                -2,
                () -> rig.spawn(DEFAULT.withEnv(Map.of("PATH", folder.toString())), "env"));
        program("mycmd", "#!/bin/sh\necho found\n");
        assertThat(rig.output(DEFAULT.withCwd(folder), "./mycmd")).isEqualTo("found\n");
        SpawnOptions here = DEFAULT.withCwd(folder);
        for (String path : List.of("", "/bin::/usr/bin")) {
            assertThat(rig.output(here.withEnv(Map.of("PATH", path)), "mycmd"))
                    .as("EN-13 EN-14 PATH '%s'", path)
                    .isEqualTo("found\n");
        }
    }

    @Test
    @DisplayName("EN-16 EN-17 EN-18 EN-22 programs that may not run")
    void denied() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Files.writeString(first.resolve("mycmd"), "x");
        program("mycmd", "#!/bin/sh\necho second\n");
        String both = first + ":" + folder;
        assertThat(rig.output(DEFAULT.withEnv(Map.of("PATH", both)), "mycmd"))
                .isEqualTo("second\n");
        fails(
                "EACCES",
                -13,
                () -> rig.spawn(DEFAULT.withEnv(Map.of("PATH", first.toString())), "mycmd"));
        fails("EACCES", -13, () -> rig.spawn(DEFAULT, first.resolve("mycmd").toString()));
        fails("EACCES", -13, () -> rig.spawn(DEFAULT, first.toString()));
    }

    @Test
    @DisplayName("EN-19 EN-21 scripts without and with a wrong first line")
    void scripts() throws Exception {
        Path bad = program("bad", "#!/nonexistent/interp\n");
        fails("ENOENT", -2, () -> rig.spawn(DEFAULT, bad.toString()));
        Path plain = program("plain", "echo $0 $1\n");
        assertThat(rig.output(DEFAULT, plain.toString(), "arg1")).isEqualTo(plain + " arg1\n");
        assertThat(rig.output(DEFAULT.withCwd(folder), "./plain", "arg1"))
                .as("in another folder than ours")
                .isEqualTo("./plain arg1\n");
    }

    @Test
    @DisplayName("DT-01 FK-19 detached child leads session and group")
    void detached() throws Exception {
        ChildProcess child =
                rig.spawn(
                        DEFAULT.withDetached(true), "sh", "-c", "cut -d' ' -f1,5,6 /proc/$$/stat");
        String line =
                new String(child.stdout().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(backend().name().equals("native"), "the portable one documents that it cannot");
        assertThat(line).isEqualTo("%d %d %d\n".formatted(child.pid(), child.pid(), child.pid()));
    }

    @Test
    @DisplayName("DT-02 a child stays in the parent's group")
    void notDetached() throws Exception {
        String group = rig.output(DEFAULT, "sh", "-c", "cut -d' ' -f5 /proc/$$/stat");
        String own = rig.output(DEFAULT, "sh", "-c", "cut -d' ' -f5 /proc/$PPID/stat");
        assumeTrue(backend().name().equals("native"), "PPID may be the JDK's helper");
        assertThat(group).isEqualTo(own);
    }

    @Test
    @DisplayName("DT-07 files as stdio")
    void filesAsStdio() throws Exception {
        Path in = Files.writeString(folder.resolve("in"), "read\n");
        Path out = Files.writeString(folder.resolve("out"), "old content\n");
        exit(
                rig.spawn(
                        DEFAULT.withStdio(new Stdio.ReadFrom(in), new Stdio.WriteTo(out), IGNORE),
                        "cat"));
        assertThat(out).hasContent("read\n");
    }

    @Test
    @DisplayName("ST-34 ST-35 a child that reads all its input")
    void allInput() throws Exception {
        ChildProcess child = rig.spawn(DEFAULT.withStdio(PIPE, PIPE, IGNORE), "wc", "-c");
        try (OutputStream in = child.stdin().orElseThrow()) {
            in.write(new byte[1 << 20]);
        }
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString()
                .isEqualToIgnoringWhitespace("1048576");
    }

    private Path program(String name, String content) throws Exception {
        Path file = Files.writeString(folder.resolve(name), content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
