package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.value.JsMap;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of Node's documentation, in Java. docs/child-process.md shows this code; {@link
 * #thePageShowsThisCode} holds the two together.
 */
@Timeout(180)
final class NodeDocumentationExamplesTest {

    private static final int EXAMPLES = 27;
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private void log(@Nullable Object line) {
        logged.add(String.valueOf(line));
        lines.add(String.valueOf(line));
    }

    private void awaitLog(String part) throws InterruptedException {
        while (logged.stream().noneMatch(line -> line.contains(part))) {
            assertThat(lines.poll(ChildRig.SECONDS, TimeUnit.SECONDS))
                    .as("%s in %s", part, logged)
                    .isNotNull();
        }
    }

    private Path program(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void thePageShowsThisCode() throws IOException {
        String name = NodeDocumentationExamplesTest.class.getSimpleName() + ".java";
        String source =
                squeezed(Files.readString(Path.of("src/test/java/dev/drover/childprocess", name)));
        String page = Files.readString(Path.of("docs/child-process.md"));
        String examples =
                page.split("## Examples of Node's documentation", 2)[1].split("\n## ", 2)[0];
        Matcher block = BLOCK.matcher(examples);
        int count = 0;
        while (block.find()) {
            assertThat(source).contains(squeezed(block.group(1)));
            count++;
        }
        assertThat(count).isEqualTo(EXAMPLES);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void listsAFolder() throws Exception {
        ChildProcess ls = ChildProcesses.spawn("ls", "-lh", "/usr");
        ls.onClose(status -> log("exited with code " + ls.exitCode().orElseThrow()));
        ls.stdout()
                .orElseThrow()
                .transferTo(target); // blocking streams: read them on your own thread
        ls.stderr().orElseThrow().transferTo(target);
        awaitLog("exited with code 0");
        assertThat(target.toString()).contains("bin");
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void runsAScriptOfWindows() throws Exception {
        ChildProcesses.spawn("cmd.exe", "/c", "my.bat");
        ChildProcesses.exec("my.bat", ExecOptions.DEFAULT)
                .result()
                .thenAccept(r -> log(r.stdout().text()));
        ChildProcesses.spawn(
                "\"my script.cmd\"", List.of("a", "b"), SpawnOptions.DEFAULT.withShell());
        ChildProcesses.exec("\"my script.cmd\" a b", ExecOptions.DEFAULT);
        assertThat(ChildProcesses.backend()).isEqualTo("portable");
    }

    @Test
    void quotesForTheShell() throws Exception {
        program("test file/test.sh", "#!/bin/sh\necho $#: $1 $2\n");
        Execution script =
                ChildProcesses.exec(
                        "\"" + folder + "/test file/test.sh\" arg1 arg2", ExecOptions.DEFAULT);
        Execution home =
                ChildProcesses.exec("echo \"The \\$HOME variable is $HOME\"", ExecOptions.DEFAULT);
        assertThat(await(script.result()).stdout().text()).isEqualTo("2: arg1 arg2\n");
        assertThat(await(home.result()).stdout().text())
                .isEqualTo(
                        "The $HOME variable is "
                                + Objects.toString(System.getenv("HOME"), "")
                                + "\n");
    }

    @Test
    void runsACommandLine() throws Exception {
        Files.writeString(folder.resolve("a.js"), "1\n2\n");
        ExecOptions here = ExecOptions.DEFAULT.withSpawn(SpawnOptions.DEFAULT.withCwd(folder));
        ChildProcesses.exec("cat *.js missing_file | wc -l", here)
                .result()
                .whenComplete(
                        (result, error) -> {
                            if (error != null) {
                                log("exec error: " + error);
                                return;
                            }
                            log("stdout: " + result.stdout().text());
                            log("stderr: " + result.stderr().text());
                        });
        awaitLog("stdout: 2");
        awaitLog("missing_file");
    }

    @Test
    void awaitsACommandLine() throws Exception {
        CompletableFuture<ExecResult> ls = ChildProcesses.exec("ls", ExecOptions.DEFAULT).result();
        log("stdout: " + ls.join().stdout().text()); // or thenAccept; join throws what went wrong
        CompletableFuture<ExecResult> version =
                ChildProcesses.execFile("node", List.of("--version"), ExecOptions.DEFAULT).result();
        log("version: " + version.join().stdout().text());
        awaitLog("pom.xml");
        awaitLog("version: v");
    }

    @Test
    void tellsWhyACommandFailed() throws Exception {
        ChildProcesses.exec("echo oops >&2; exit 3", ExecOptions.DEFAULT)
                .result()
                .exceptionally(
                        thrown -> {
                            ExecException e = (ExecException) thrown;
                            log(
                                    e.exitCode().orElseThrow()
                                            + " "
                                            + e.killed()
                                            + " "
                                            + e.stderr().text());
                            return null;
                        });
        awaitLog("3 false oops");
    }

    @Test
    void abortsACommandLine() throws Exception {
        AbortController controller = new AbortController();
        ExecOptions options =
                ExecOptions.DEFAULT.withSpawn(SpawnOptions.DEFAULT.withSignal(controller.signal()));
        Execution exec = ChildProcesses.exec("grep ssh", options);
        Execution execFile = ChildProcesses.execFile("node", List.of("-i"), options);
        controller.abort();
        exec.result()
                .whenComplete((result, error) -> log(error)); // an AbortException, code ABORT_ERR
        execFile.result().whenComplete((result, error) -> log(error));
        awaitLog("AbortException");
        assertThat(execFile.result()).failsWithin(Duration.ofMinutes(2));
    }

    @Test
    void runsAFile() throws Exception {
        ChildProcesses.execFile("node", List.of("--version"), ExecOptions.DEFAULT)
                .result()
                .thenAccept(result -> log(result.stdout().text()));
        awaitLog("v");
    }

    @Test
    void abortsAFork() throws Exception {
        Files.writeString(folder.resolve("child.js"), "setTimeout(() => {}, 60000)");
        AbortController controller = new AbortController();
        ChildProcess child =
                ChildProcesses.fork(
                        folder.resolve("child.js"),
                        List.of("child"),
                        ForkOptions.DEFAULT.withSpawn(
                                SpawnOptions.DEFAULT.withSignal(controller.signal())));
        child.onError(error -> log(error)); // an AbortException
        controller.abort();
        awaitLog("AbortException");
        ChildRig.exit(child);
    }

    @Test
    void pipesOneIntoAnother() throws Exception {
        ChildProcess ps = ChildProcesses.spawn("ps", "ax");
        ChildProcess grep = ChildProcesses.spawn("grep", "java");
        try (OutputStream in = grep.stdin().orElseThrow()) {
            ps.stdout().orElseThrow().transferTo(in);
        }
        grep.stdout().orElseThrow().transferTo(target);
        grep.onClose(status -> log("grep exited with code " + grep.exitCode().orElseThrow()));
        awaitLog("grep exited with code 0");
        assertThat(target.toString()).contains("java");
    }

    @Test
    void pipesWithoutCopying() throws Exception {
        ChildProcess grep = ChildProcesses.spawn("grep", "java");
        OutputStream in = grep.stdin().orElseThrow();
        ChildProcesses.spawn(
                "ps",
                List.of("ax"),
                SpawnOptions.DEFAULT.withStdio(
                        new Stdio.Ignore(), new Stdio.Stream(in), new Stdio.Inherit()));
        in.close();
        grep.stdout().orElseThrow().transferTo(target);
        assertThat(target.toString()).contains("java");
    }

    @Test
    void tellsThatAProgramIsMissing() throws Exception {
        try {
            ChildProcesses.spawn("bad_command");
        } catch (SpawnException e) { // code() ENOENT, errno(), syscall(), path(), spawnargs()
            log("Failed to start subprocess: " + e.code());
        }
        awaitLog("Failed to start subprocess: ENOENT");
    }

    @Test
    void abortsASpawn() throws Exception {
        AbortController controller = new AbortController();
        ChildProcess grep =
                ChildProcesses.spawn(
                        "grep",
                        List.of("ssh"),
                        SpawnOptions.DEFAULT.withSignal(controller.signal()));
        grep.onError(error -> log(error)); // an AbortException
        controller.abort();
        awaitLog("AbortException");
        ChildRig.exit(grep);
    }

    @Test
    void leavesAChildBehind() throws Exception {
        Files.writeString(folder.resolve("child_program.js"), "process.exit(4)");
        ChildProcess subprocess =
                ChildProcesses.spawn(
                        "node",
                        List.of(folder + "/child_program.js"),
                        SpawnOptions.DEFAULT.withDetached(true).withEveryStdio(new Stdio.Ignore()));
        subprocess.ref(); // this JVM waits for the child
        subprocess.unref(); // it does not; this is our default
        assertThat(ChildRig.exit(subprocess)).isEqualTo(new ExitStatus.Exited(4));
    }

    @Test
    void writesIntoFiles() throws Exception {
        String prg = program("prg", "#!/bin/sh\necho out; echo err >&2\n").toString();
        Path out = folder.resolve("out.log");
        ChildProcess subprocess =
                ChildProcesses.spawn(
                        prg,
                        List.of(),
                        SpawnOptions.DEFAULT
                                .withDetached(true)
                                .withStdio(
                                        new Stdio.Ignore(),
                                        new Stdio.AppendTo(out),
                                        new Stdio.AppendTo(out)));
        ChildRig.exit(subprocess);
        assertThat(out).hasContent("out\nerr\n");
    }

    @Test
    void connectsDescriptors() throws Exception {
        String prg =
                program("prg", "#!/bin/sh\nif [ -e /proc/$$/fd/4 ]; then echo four >&4; fi\n")
                        .toString();
        SpawnOptions inherit = SpawnOptions.DEFAULT.withEveryStdio(new Stdio.Inherit());
        ChildProcess all = ChildProcesses.spawn(prg, List.of(), inherit);
        SpawnOptions onlyErrors =
                SpawnOptions.DEFAULT.withStdio(
                        new Stdio.Pipe(), new Stdio.Pipe(), new Stdio.Descriptor(2));
        ChildProcess shared = ChildProcesses.spawn(prg, List.of(), onlyErrors);
        SpawnOptions four =
                SpawnOptions.DEFAULT.withStdio(
                        new Stdio.Pipe(), null, null, null, new Stdio.Pipe());
        ChildProcess startd = ChildProcesses.spawn(prg, List.of(), four);
        assertThat(all.stdout()).isEmpty();
        assertThat(shared.stderr()).isEmpty();
        assertThat(startd.stdio().get(4).orElseThrow().input().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("four\n");
        ChildRig.exit(all);
        ChildRig.exit(shared);
    }

    @Test
    void runsAFileToItsEnd() throws Exception {
        String script = program("my-script.sh", "#!/bin/sh\necho got $1\n").toString();
        SpawnSyncOptions piped =
                SpawnSyncOptions.DEFAULT
                        .withSpawn(SpawnOptions.DEFAULT.withEveryStdio(new Stdio.Pipe()))
                        .withEncoding(Encoding.UTF8);
        try {
            log(ChildProcesses.execFileSync(script, List.of("my-arg"), piped).text());
        } catch (ExecSyncException e) {
            if (e.result().error().isPresent()) { // spawning failed
                log(e.code());
            } else {
                log(e.result().status() + e.result().stderr().orElseThrow().text());
            }
        }
        awaitLog("got my-arg");
    }

    @Test
    void runsToTheEnd() throws Exception {
        log(ChildProcesses.execSync("echo hi", SpawnSyncOptions.DEFAULT).text());
        SpawnSyncResult cat =
                ChildProcesses.spawnSync(
                        "cat", List.of(), SpawnSyncOptions.DEFAULT.withInput("text"));
        log(cat.stdout().orElseThrow().text()); // status(), signal(), error(), output() too
        awaitLog("hi");
        awaitLog("text");
    }

    @Test
    void closesAfterItExits() throws Exception {
        ChildProcess ls = ChildProcesses.spawn("ls", "-lh", "/usr");
        ls.onExit(status -> log("child process exited with code " + ls.exitCode().orElseThrow()));
        ls.onClose(
                status -> log("child process close all stdio with " + ls.exitCode().orElseThrow()));
        awaitLog("child process close all stdio with 0");
        assertThat(logged.getFirst()).isEqualTo("child process exited with code 0");
    }

    @Test
    void sendsASignal() throws Exception {
        ChildProcess grep = ChildProcesses.spawn("grep", "ssh");
        grep.onClose(
                status ->
                        log(
                                "terminated due to receipt of signal "
                                        + grep.signalCode().orElseThrow()));
        grep.kill("SIGHUP");
        log("killed " + grep.killed());
        awaitLog("terminated due to receipt of signal SIGHUP");
        awaitLog("killed true");
    }

    @Test
    void killsOnlyTheShell() throws Exception {
        ChildProcess subprocess =
                ChildProcesses.spawn(
                        "sh",
                        List.of("-c", "node -p 'setInterval(() => {}, 9); process.pid'; :"),
                        SpawnOptions.DEFAULT.withDetached(true));
        String line =
                new BufferedReader(new InputStreamReader(subprocess.stdout().orElseThrow()))
                        .readLine();
        subprocess.kill(); // does not end the Node process in the shell
        ChildRig.exit(subprocess);
        log("alive " + ProcessHandle.of(Long.parseLong(line)).orElseThrow().isAlive());
        subprocess.killGroup(Signal.SIGKILL); // all of a detached child
        awaitLog("alive true");
    }

    @Test
    void hasAPid() throws Exception {
        ChildProcess grep = ChildProcesses.spawn("grep", "ssh");
        log("Spawned child pid: " + grep.pid());
        grep.stdin().orElseThrow().close();
        assertThat(ChildRig.exit(grep)).isEqualTo(new ExitStatus.Exited(1));
        awaitLog("Spawned child pid: " + grep.pid());
    }

    @Test
    void talks() throws Exception {
        Files.writeString(
                folder.resolve("sub.js"),
                "process.on('message', (m) => { console.log('CHILD got message:', m.hello); });"
                        + " process.send({ foo: 'bar', baz: NaN });");
        ChildProcess n =
                ChildProcesses.fork(
                        folder.resolve("sub.js"), List.of(), ForkOptions.DEFAULT.withSilent(true));
        n.onMessage(m -> log("PARENT got message: " + m));
        n.onDisconnect(() -> log("connected " + n.connected()));
        n.send(Map.of("hello", "world"));
        awaitLog("PARENT got message: {foo=bar, baz=null}");
        byte[] shown = n.stdout().orElseThrow().readNBytes("CHILD got message: world".length());
        assertThat(shown).asString().isEqualTo("CHILD got message: world");
        n.disconnect();
        awaitLog("connected false");
    }

    @Test
    void hasParentsEnds() throws Exception {
        ChildProcess subprocess =
                ChildProcesses.spawn(
                        "ls",
                        List.of(),
                        SpawnOptions.DEFAULT.withStdio(
                                new Stdio.Descriptor(0), // the parent's stdin
                                new Stdio.Pipe(), // to the parent
                                new Stdio.WriteTo(folder.resolve("err.out"))));
        assertThat(subprocess.stdio().get(0)).isEmpty();
        assertThat(subprocess.stdin()).isEmpty();
        assertThat(subprocess.stdout()).isPresent();
        assertThat(subprocess.stdio().get(2)).isEmpty();
        subprocess.stdout().orElseThrow().transferTo(target);
        assertThat(target.toString()).contains("pom.xml");
    }

    @Test
    void knowsHowItEnded() throws Exception {
        ChildProcess child = ChildProcesses.spawn("sh", "-c", "exit 7");
        child.onExit(
                status ->
                        log(
                                child.spawnfile()
                                        + " "
                                        + child.spawnargs()
                                        + " "
                                        + child.exitCode().orElseThrow()));
        awaitLog("sh [sh, -c, exit 7] 7");
    }

    @Test
    void isDisposedOf() throws Exception {
        ChildProcess[] kept = new ChildProcess[1];
        try (ChildProcess child = ChildProcesses.spawn("sleep", "60")) {
            kept[0] = child;
        } // kill("SIGTERM") at the end of the block
        ChildRig.exit(kept[0]);
        assertThat(kept[0].killed()).isTrue();
    }

    @Test
    void sendsWhatJsonCannotHold() throws Exception {
        Files.writeString(
                folder.resolve("sub.js"),
                "process.on('message', (m) => { process.send(`${m.get(42).getTime()} ${m instanceof"
                        + " Map}`); process.disconnect(); })");
        ForkOptions advanced =
                ForkOptions.DEFAULT.withSpawn(
                        SpawnOptions.DEFAULT.withSerialization(Serialization.ADVANCED));
        ChildProcess n = ChildProcesses.fork(folder.resolve("sub.js"), List.of(), advanced);
        n.onMessage(m -> log(m));
        JsMap map = new JsMap();
        map.set(42, Instant.EPOCH);
        n.send(map);
        awaitLog("0 true");
    }
}
