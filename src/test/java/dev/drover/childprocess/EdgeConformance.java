package dev.drover.childprocess;

import static dev.drover.childprocess.SpawnConformance.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** What users meet that no row of the conformance table names. */
@Timeout(120)
abstract class EdgeConformance {

    private static final SpawnOptions SPAWN = SpawnOptions.DEFAULT;
    private static final SpawnSyncOptions SYNC = SpawnSyncOptions.DEFAULT;
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    private void nativeOnly(String why) {
        assumeTrue(backend().name().equals("native"), why);
    }

    private ChildProcess nodeWithInput(String script) throws SpawnException {
        return rig.spawn(
                SPAWN.withStdio(ChildRig.PIPE, ChildRig.IGNORE, new Stdio.Inherit(), ChildRig.IPC),
                "node",
                "-e",
                script);
    }

    @Test
    void longestTimeoutIsNone() throws Exception {
        SpawnOptions longest = SPAWN.withTimeout(LONGEST);
        assertThat(ChildRig.exit(rig.spawn(longest, "true"))).isEqualTo(new ExitStatus.Exited(0));
        ExecOptions exec = ExecOptions.DEFAULT.withSpawn(longest);
        assertThat(ChildRig.await(rig.launcher().exec("echo x", exec).result()).stdout().text())
                .isEqualTo("x\n");
        SpawnSyncOptions sync = SYNC.withSpawn(longest);
        assertThat(rig.launcher().spawnSync("true", List.of(), sync).status()).hasValue(0);
        assertThat(AbortSignal.timeout(LONGEST).aborted()).isFalse();
    }

    @Test
    void shortestTimeoutIsNotNone() throws Exception {
        SpawnOptions shortest = SPAWN.withTimeout(Duration.ofNanos(1));
        ChildProcess child = rig.spawn(shortest, "sleep", "60");
        ChildRig.exit(child);
        assertThat(child.killed()).isTrue();
        SpawnSyncResult sync =
                rig.launcher().spawnSync("sleep", List.of("60"), SYNC.withSpawn(shortest));
        assertThat(sync.error().orElseThrow().code()).isEqualTo("ETIMEDOUT");
    }

    private ExecResult ran(String command, ExecOptions options) {
        return ChildRig.await(rig.launcher().exec(command, options).result());
    }

    private ExecException ranOut(String command, ExecOptions options) {
        return (ExecException) failure(rig.launcher().exec(command, options).result());
    }

    private static Throwable failure(CompletableFuture<ExecResult> result) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        result.whenComplete((_, error) -> failure.complete(error));
        return ChildRig.await(failure);
    }

    @Test
    void maxBufferCountsTheBytesOfTheText() {
        ExecOptions two = ExecOptions.DEFAULT.withMaxBuffer(2);
        String tooMuch = "stdout maxBuffer length exceeded";
        ExecException invalid = ranOut("printf '\\377\\376'", two);
        assertThat(invalid).hasMessage(tooMuch);
        assertThat(invalid.stdout().text()).isEqualTo("\ufffd\ufffd");
        assertThat(ranOut("printf '\\342\\202'", two)).hasMessage(tooMuch);
        assertThat(ranOut("printf '\\342\\202'; sleep 0.1; printf '\\254'", two).stdout().text())
                .isEqualTo("€");
        assertThat(ran("printf abc", two.withEncoding(Encoding.UTF16LE)).stdout().text())
                .isEqualTo("\u6261");
        ExecOptions base64 = two.withEncoding(Encoding.BASE64).withMaxBuffer(3);
        assertThat(ranOut("printf abcd", base64).stdout().text()).isEqualTo("YWJj");
    }

    @Test
    void whatFollowsACommandMayRunAnotherAndWaitForIt() {
        // The outputs end before the child, whose end is told on the event thread.
        CompletableFuture<String> both =
                rig.launcher()
                        .exec("exec >&- 2>&-; sleep 0.1", ExecOptions.DEFAULT)
                        .result()
                        .thenApply(_ -> ran("echo 1", ExecOptions.DEFAULT))
                        .thenApply(first -> first.stdout() + synchronously("echo 2"));
        assertThat(ChildRig.await(both)).isEqualTo("1\n2\n");
    }

    private String synchronously(String command) {
        SpawnSyncOptions shell = SYNC.withSpawn(SPAWN.withShell());
        return rig.launcher()
                .spawnSync(command, List.of(), shell)
                .stdout()
                .orElseThrow()
                .toString();
    }

    @Test
    void emptyShellIsNoShellForExecToo() throws Exception {
        SpawnOptions none = SPAWN.withShell("");
        ExecOptions exec = ExecOptions.DEFAULT.withSpawn(none);
        assertThat(ran("echo", exec).stdout().text()).isEqualTo("\n");
        assertThat(ranOut("exit 7", exec).code()).isEqualTo("ENOENT");
        assertThat(rig.launcher().execSync("echo", SYNC.withSpawn(none)).text()).isEqualTo("\n");
    }

    @Test
    void commandsDoNotUseArgv0() {
        ExecOptions named = ExecOptions.DEFAULT.withSpawn(SPAWN.withArgv0("zz"));
        assertThat(ran("echo $0", named).stdout().text()).isEqualTo("/bin/sh\n");
        ExecOptions nul = named.withSpawn(SPAWN.withArgv0("\0"));
        refused("ERR_INVALID_ARG_VALUE", () -> rig.launcher().exec("true", nul));
    }

    @Test
    void commandWhoseSignalWasAbortedBeforeNeverSucceeds() {
        SpawnOptions aborted = SPAWN.withSignal(AbortSignal.abort());
        for (int i = 0; i < 5; i++) {
            CompletableFuture<ExecResult> result =
                    rig.launcher().exec("true", ExecOptions.DEFAULT.withSpawn(aborted)).result();
            assertThat(failure(result)).isInstanceOf(AbortException.class);
        }
    }

    @Test
    void folderOfPathThatIsTooLongDoesNotCount() throws Exception {
        String path = "/" + "x".repeat(5000) + ":/usr/bin:/bin";
        SpawnOptions options = SPAWN.withEnv(Map.of("PATH", path));
        assertThat(rig.output(options, "echo", "found")).isEqualTo("found\n");
    }

    @Test
    void timeoutsAndExitsComeWhileTheCommonPoolIsBusy() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < 4 * ForkJoinPool.getCommonPoolParallelism() + 4; i++) {
            ForkJoinPool.commonPool()
                    .execute(
                            () -> {
                                try {
                                    free.await();
                                } catch (InterruptedException _) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }
        try {
            Duration soon = Duration.ofMillis(50);
            ChildProcess timed = rig.spawn(SPAWN.withTimeout(soon), "sleep", "60");
            ChildProcess aborted =
                    rig.spawn(SPAWN.withSignal(AbortSignal.timeout(soon)), "sleep", "60");
            ChildRig.exit(timed);
            ChildRig.exit(aborted);
            assertThat(timed.killed()).isTrue();
            assertThat(aborted.killed()).isTrue();
        } finally {
            free.countDown();
        }
    }

    @Test
    void failingAbortListenerDoesNotKeepTheAbortFromTheChild() throws Exception {
        AbortController controller = new AbortController();
        controller
                .signal()
                .onAbort(
                        _ -> {
                            throw new IllegalStateException("on purpose");
                        });
        ChildProcess child = rig.spawn(SPAWN.withSignal(controller.signal()), "sleep", "60");
        controller.abort();
        ChildRig.exit(child);
        assertThat(child.killed()).isTrue();
    }

    @Test
    void errorOfAnAbortComesBeforeTheEndThatItLeadsTo() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        AbortController controller = new AbortController();
        try (ExecutorService eventThread = Executors.newSingleThreadExecutor()) {
            ChildEvents child = new ChildEvents(eventThread, 0);
            EndsAtTheFirstSignal ended = new EndsAtTheFirstSignal(child);
            ended.watch(SPAWN.withSignal(controller.signal()));
            ended.onError(e -> events.add(e.code()));
            ended.onExit(_ -> events.add("exit"));
            ended.onClose(_ -> events.add("close"));
            controller.abort();
        }
        assertThat(events).containsExactly("ABORT_ERR", "exit", "close");
    }

    /** A child whose end is told of before the call returns that has sent the signal. */
    private static final class EndsAtTheFirstSignal extends AbstractChildProcess {

        EndsAtTheFirstSignal(ChildEvents events) {
            super(new Parts(1, "x", List.of("x"), List.of(), Optional.empty(), events));
        }

        @Override
        protected Delivery deliver(Signal signal) {
            exited(new ExitStatus.Signaled(signal, false));
            return Delivery.SENT;
        }

        @Override
        public boolean killGroup(Signal signal) {
            return kill(signal);
        }
    }

    @Test
    void abortOfACommandCountsThoughItsEndIsSeenFirst() throws Exception {
        AbortController controller = new AbortController();
        SpawnOptions spawn = SPAWN.withSignal(controller.signal());
        ChildProcess child = endIsSeenBeforeKillReturns(rig.spawn(SPAWN, "sleep", "60"));
        CompletableFuture<ExecResult> result =
                new Command("sleep 60", ExecOptions.DEFAULT.withSpawn(spawn), child).collect();
        controller.abort();
        assertThat(failure(result)).isInstanceOf(AbortException.class);
    }

    private static ChildProcess endIsSeenBeforeKillReturns(ChildProcess child) {
        return (ChildProcess)
                Proxy.newProxyInstance(
                        EdgeConformance.class.getClassLoader(),
                        new Class<?>[] {ChildProcess.class},
                        (_, method, args) -> {
                            Object answer = method.invoke(child, args);
                            if (method.getName().equals("kill")) {
                                ChildRig.exit(child);
                                for (int turns = 0; turns < 200; turns++) {
                                    CompletableFuture.runAsync(() -> {}, Command.READERS).join();
                                }
                            }
                            return answer;
                        });
    }

    @Test
    void abortedCommandTellsWhatItHadWritten() throws Exception {
        AbortController controller = new AbortController();
        SpawnOptions spawn = SPAWN.withSignal(controller.signal());
        String command = "echo hello; echo >&2; exec sleep 60";
        Execution execution = rig.launcher().exec(command, ExecOptions.DEFAULT.withSpawn(spawn));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        execution.result().whenComplete((_, error) -> failure.complete(error));
        IllegalStateException why = new IllegalStateException("why");
        controller.abort(why);
        assertThat(ChildRig.await(failure))
                .hasCause(why)
                .isInstanceOfSatisfying(
                        AbortException.class,
                        e -> {
                            assertThat(e.cmd()).contains(command);
                            assertThat("hello\n").startsWith(e.stdout().text());
                            assertThat("\n").startsWith(e.stderr().text());
                        });
        ChildRig.exit(execution.child().orElseThrow());
    }

    @Test
    void timeoutAndMaxBufferCountMoreThanInputThatWasNotRead() {
        SpawnSyncOptions input = SYNC.withInput(new byte[1_000_000]);
        SpawnSyncOptions timed = input.withSpawn(SPAWN.withTimeout(Duration.ofMillis(500)));
        assertThat(syncError("exec 0<&-; exec sleep 60", timed)).isEqualTo("ETIMEDOUT");
        assertThat(syncError("exec 0<&-; sleep 0.3; head -c 99 /dev/zero", input.withMaxBuffer(10)))
                .isEqualTo("ENOBUFS");
    }

    private String syncError(String script, SpawnSyncOptions options) {
        return rig.launcher()
                .spawnSync("sh", List.of("-c", script), options)
                .error()
                .orElseThrow()
                .code();
    }

    @Test
    void lastMessageAndDisconnectComeBeforeExit() throws Exception {
        for (int i = 0; i < 5; i++) {
            ChildProcess child =
                    nodeWithInput(
                            "process.stdin.once('data',"
                                    + " () => process.send('bye', () => process.exit()))");
            List<String> events = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
            child.onExit(_ -> events.add("exit"));
            child.onDisconnect(() -> events.add("disconnect"));
            child.onMessage(m -> events.add("message " + m));
            child.onClose(closed::complete);
            try (OutputStream in = child.stdin().orElseThrow()) {
                in.write('x');
            }
            ChildRig.await(closed);
            assertThat(events).containsExactly("message bye", "disconnect", "exit");
        }
    }

    @Test
    void childThatNobodyListensToEndsAndItsMessagesWait() throws Exception {
        ChildProcess child = nodeWithInput("for (let i = 0; i < 5000; i++) process.send(i)");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        ChildRig.await(closed);
        ChildRig.Inbox inbox = new ChildRig.Inbox(child);
        assertThat(IntStream.range(0, 5000).mapToObj(_ -> inbox.next()).toList())
                .isEqualTo(IntStream.range(0, 5000).boxed().toList());
    }

    @Test
    void pauseSurvivesTheFirstListener() throws Exception {
        ChildProcess child =
                nodeWithInput("process.on('message', (m) => process.send(m)); process.send('r')");
        ChildRig.Inbox inbox = new ChildRig.Inbox(child);
        assertThat(inbox.next()).isEqualTo("r");
        child.pauseMessages(true);
        child.onMessage(_ -> {});
        CompletableFuture<Object> listening = new CompletableFuture<>();
        child.onSpawn(() -> listening.complete("on the event thread, behind the listener"));
        ChildRig.await(listening);
        CompletableFuture<Object> sent = new CompletableFuture<>();
        child.send("echo", failure -> sent.complete(String.valueOf(failure)));
        ChildRig.await(sent);
        ChildProcess later = nodeWithInput("process.send('r')");
        assertThat(new ChildRig.Inbox(later).next()).isEqualTo("r");
        assertThat(inbox.isEmpty()).isTrue();
        child.pauseMessages(false);
        assertThat(inbox.next()).isEqualTo("echo");
        child.kill();
    }

    @Test
    void synchronousCallInAListenerIsRefusedInsteadOfWaitingForEver() throws Exception {
        ChildProcess child = rig.spawn(ChildRig.IGNORING, "true");
        CompletableFuture<Object> answer = new CompletableFuture<>();
        child.onExit(
                _ -> {
                    try {
                        answer.complete(rig.launcher().spawnSync("true", List.of(), SYNC));
                    } catch (IllegalStateException e) {
                        answer.complete(e);
                    }
                });
        assertThat(ChildRig.await(answer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void blockedVirtualThreadsDoNotStopTheOthers() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 2; i++) {
                ChildProcess child = rig.spawn(SPAWN, "sleep", "60");
                children.add(child);
                Thread.startVirtualThread(() -> readAndWrite(child));
            }
            ChildProcess cat = rig.spawn(SPAWN, "cat");
            children.add(cat);
            CompletableFuture<String> echo = new CompletableFuture<>();
            Thread.startVirtualThread(
                    () -> {
                        try (OutputStream in = cat.stdin().orElseThrow()) {
                            in.write("through".getBytes(StandardCharsets.UTF_8));
                        } catch (IOException e) {
                            echo.completeExceptionally(e);
                        }
                    });
            Thread.startVirtualThread(
                    () -> {
                        try {
                            echo.complete(new String(cat.stdout().orElseThrow().readAllBytes()));
                        } catch (IOException e) {
                            echo.completeExceptionally(e);
                        }
                    });
            assertThat(ChildRig.await(echo)).isEqualTo("through");
        } finally {
            children.forEach(ChildProcess::kill);
        }
    }

    /** Fills the input of a child that does not read it. */
    private static void readAndWrite(ChildProcess child) {
        try {
            child.stdin().orElseThrow().write(new byte[5 << 20]);
        } catch (IOException _) {
            // It is killed at the end of the test.
            return;
        }
    }

    @Test
    void outputThatIsThereIsAvailable() throws Exception {
        ChildProcess child = rig.spawn(SPAWN, "echo", "ab");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        ChildRig.await(closed);
        assertThat(child.stdout().orElseThrow().available()).isEqualTo(3);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.stdout().orElseThrow()));
        assertThat(lines.ready()).isTrue();
        assertThat(lines.readLine()).isEqualTo("ab");
        assertThat(lines.read()).isEqualTo(-1);
    }

    @Test
    void hundredDescriptors() throws Exception {
        nativeOnly("the JDK makes three");
        Stdio[] pipes = new Stdio[100];
        Arrays.fill(pipes, ChildRig.PIPE);
        ChildProcess child = rig.spawn(SPAWN.withStdio(pipes), "bash", "-c", "echo x >&99");
        byte[] written = child.stdio().get(99).orElseThrow().input().orElseThrow().readAllBytes();
        assertThat(written).asString().isEqualTo("x\n");
        refused("ERR_INVALID_ARG_VALUE", () -> rig.spawn(SPAWN.withStdio(new Stdio[2000]), "true"));
    }

    @Test
    void optionsThatAreMissingAreNamed() {
        refused("ERR_INVALID_ARG_TYPE", () -> ExecOptions.DEFAULT.withEncoding(missing()));
        refused("ERR_INVALID_ARG_TYPE", () -> SYNC.withEncoding(missing()));
        refused("ERR_INVALID_ARG_TYPE", () -> SPAWN.withTimeout(missing()));
        assertThat(SPAWN.withEnv(Map.of()).withEnv(null).env()).isEmpty();
    }

    /** What a caller of another language may hand over. */
    @SuppressWarnings("NullAway")
    private static <T> T missing() {
        return null;
    }

    @Test
    void refusalsSpeakOfWhatTheCallerGave() {
        ForkOptions fork = ForkOptions.DEFAULT;
        List<String> none = List.of();
        assertThat(refusal(() -> rig.launcher().fork("a\0", none, fork))).contains("'modulePath'");
        assertThat(refusal(() -> rig.launcher().fork("a", none, fork.withExecArgv("b\0"))))
                .contains("'options.execArgv[0]'");
        assertThat(refusal(() -> rig.launcher().fork("a", none, fork.withExecPath("b\0"))))
                .contains("'options.execPath'");
        assertThat(refusal(() -> rig.launcher().exec("a\0", ExecOptions.DEFAULT)))
                .contains("'command'");
        refused("ERR_INVALID_FILE_URL_PATH", () -> SPAWN.withCwd(URI.create("file:///tmp/a%2Fb")));
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return String.valueOf(
                org.assertj.core.api.Assertions.catchThrowableOfType(
                                InvalidArgumentException.class, call)
                        .getMessage());
    }
}
