package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The supervisor as the system and other users see it. Each test names its entry of the checklist
 * in docs/security.md.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SupervisorSecurityTest {

    private static final String CANARY = "canary-5ab1f3";

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private Home home;

    @BeforeEach
    void chooseHome() throws Exception {
        home = new Home(folder.resolve("h"));
    }

    private SupervisorProcess supervisor(String... before) throws IOException {
        return new SupervisorProcess(home.root(), SupervisorLauncher.options(), List.of(before));
    }

    private static String[] shell(String first) {
        return new String[] {"sh", "-c", first + "; exec \"$@\"", "sh"};
    }

    private ProcessSpec sh(String name, String script, Map<String, String> env) {
        Map<String, String> all = new LinkedHashMap<>(env);
        all.put("PATH", System.getenv("PATH"));
        return ProcessSpec.builder(home.root(), name, Path.of("/bin/sh"))
                .args(List.of("-c", script))
                .cwd(folder)
                .env(all)
                .build();
    }

    private static void assumeRoot() {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "only root can run a process as another user");
    }

    /** What a service prints until it ends a line with "end". */
    private String output(ProcessSpec spec) throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        try (ProcessManager manager = ProcessManagers.connect(home).get();
                Bus bus = manager.launchBus().get()) {
            bus.onEvent(
                    event -> {
                        if (event instanceof ProcessEvent.OutputWritten written
                                && written.chunk().stream() == LogStream.OUT
                                && text.append(written.chunk().text()).indexOf("end\n") >= 0) {
                            done.complete(text.toString());
                        }
                    });
            manager.start(spec).get();
            return done.get(60, TimeUnit.SECONDS);
        }
    }

    /** S1, S3: whatever the umask, what the supervisor makes is its user's own. */
    @Test
    void withoutAnUmaskEverythingInTheHomeIsClosedToOthers() throws Exception {
        home = new Home(folder.resolve("a/b/h"));
        try (SupervisorProcess supervisor = supervisor(shell("umask 000"))) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            output(sh("web", "echo out; echo err >&2; echo end; exec sleep 1000", Map.of()));
            assertClosed();
            supervisor.terminate();
            assertThat(supervisor.awaitExit()).isZero();
        }
        assertThat(home.dump()).exists();
        assertClosed();
        assertThat(permissions(folder.resolve("a/b"))).isEqualTo("rwx------");
    }

    private void assertClosed() throws IOException {
        try (Stream<Path> all = Files.walk(home.root())) {
            for (Path file : (Iterable<Path>) all::iterator) {
                assertThat(permissions(file))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** S2: looked at all the time while it starts. */
    @Test
    void socketsAreClosedToOthersFromTheirFirstInstant() throws Exception {
        Set<String> seen = new TreeSet<>();
        try (SupervisorProcess supervisor = supervisor(shell("umask 000"))) {
            CompletableFuture<String> ready =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return String.valueOf(supervisor.nextLine());
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            while (!ready.isDone()) {
                for (Path socket : List.of(home.pubSocket(), home.rpcSocket())) {
                    try {
                        seen.add(permissions(socket));
                    } catch (NoSuchFileException e) {
                        Thread.onSpinWait();
                    }
                }
            }
            seen.add(permissions(home.rpcSocket()));
        }
        assertThat(seen).containsExactly("rw-------");
    }

    /** S1: an old home of PM2's. */
    @Test
    void filesThatAnOpenHomeLetOthersReadAreClosedWithIt() throws Exception {
        Files.createDirectories(home.logs());
        Files.writeString(home.dump(), "[]");
        Path log = Files.writeString(home.logs().resolve("old.log"), "x");
        for (Path open : List.of(home.root(), home.logs())) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (Path open : List.of(home.dump(), log)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            assertClosed();
            supervisor.terminate();
            supervisor.awaitExit();
        }
        assertThat(home.supervisorLog()).content().contains("was open to others (rwxr-xr-x)");
    }

    /** S10: sudo and its like. */
    @Test
    void homeOfAnotherUserIsRefused() throws Exception {
        assumeRoot();
        Files.createDirectory(home.root());
        Files.setAttribute(home.root(), "unix:uid", 65534);
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isNull();
            assertThat(supervisor.errors()).contains("belongs to nobody, not to root");
            assertThat(supervisor.awaitExit()).isEqualTo(1);
        }
        assertThat(home.root()).isEmptyDirectory();
    }

    /** S10: the client too, before it has told anything. */
    @Test
    void supervisorOfAnotherUserIsNotTalkedTo() throws Exception {
        assumeRoot();
        Files.createDirectory(home.root());
        for (Path path : List.of(folder, home.root())) {
            Files.setAttribute(path, "unix:uid", 65533);
        }
        try (SupervisorProcess supervisor =
                supervisor("setpriv", "--reuid=65533", "--regid=65533", "--clear-groups")) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            assertThatThrownBy(() -> ProcessManagers.connect(home).get())
                    .hasMessageContaining("belongs to 65533, not to root; run as 65533");
        }
    }

    /**
     * S4: the files let everybody in, the supervisor does not. S5: a member of the group neither.
     */
    @Test
    void anotherUserIsTurnedAwayWhateverThePermissionsSay() throws Exception {
        assumeRoot();
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            for (Path open : List.of(folder, home.root(), home.rpcSocket(), home.pubSocket())) {
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            for (Path socket : List.of(home.rpcSocket(), home.pubSocket())) {
                assertThat(answerTo("0", "0", socket)).isEqualTo("bytes or time\n");
                assertThat(answerTo("65534", "65534", socket)).isEqualTo("turned away\n");
                assertThat(answerTo("65534", "0", socket)).isEqualTo("turned away\n");
            }
        }
    }

    /** What a Node of this user and group gets to a ping; a subscriber that is let in, nothing. */
    private static String answerTo(String user, String group, Path socket) throws Exception {
        String code =
                """
                const s = require('net').connect(process.argv[1]);
                const end = (text) => { console.log(text); process.exit(); };
                const body = Buffer.from('j:{"type":"call","method":"ping","args":[{}]}');
                const id = Buffer.from('s:1:1');
                const size = (b) => { const l = Buffer.alloc(4); l.writeUInt32BE(b.length); return l; };
                s.on('connect', () => s.write(
                  Buffer.concat([Buffer.from([0x12]), size(body), body, size(id), id])));
                s.on('data', () => end('bytes or time'));
                s.on('error', () => end('turned away'));
                s.on('close', () => end('turned away'));
                setTimeout(() => end('bytes or time'), 3000);
                """;
        Process process =
                new ProcessBuilder(
                                "setpriv",
                                "--reuid=" + user,
                                "--regid=" + group,
                                "--clear-groups",
                                "node",
                                "-e",
                                code,
                                socket.toString())
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** S11, S12: what a service inherits. */
    @Test
    void serviceHasItsOwnDescriptorsAndTheUsersUmask() throws Exception {
        try (SupervisorProcess supervisor = supervisor(shell("umask 027"))) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            String text =
                    output(
                            sh(
                                    "fds",
                                    "for i in $(seq 0 99); do [ -e /proc/$$/fd/$i ] && echo $i;"
                                            + " done; umask; echo end; exec sleep 99",
                                    Map.of()));
            assertThat(text).isEqualTo("0\n1\n2\n3\n0027\nend\n");
        }
    }

    /**
     * S18: the supervisor's memory is never dumped; services have the user's own limits at once.
     */
    @Test
    void coreDumpsAreOffForTheSupervisorAndLimitsAsTheyWereForServices() throws Exception {
        String limits = "ulimit -S -c $(ulimit -H -c); ulimit -S -n 900";
        try (SupervisorProcess supervisor = supervisor(shell(limits))) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            String before = "";
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                // It is done right after the first answer.
                while (!before.contains("Max core file size        0 ")) {
                    manager.list().get();
                    before = Files.readString(Path.of("/proc/" + supervisor.pid() + "/limits"));
                }
            }
            String hard = before.lines().filter(l -> l.startsWith("Max core")).findFirst().get();
            String expected = hard.strip().split("\\s+")[5];
            // The first thing that each does: a limit that comes a moment later would be seen.
            String first = "ulimit -S -c; ulimit -S -n; echo end; exec sleep 99";
            for (int i = 0; i < 20; i++) {
                String text = output(sh("limits" + i, first, Map.of()));
                assertThat(text).isEqualTo(expected + "\n900\nend\n");
            }
        }
    }

    /** S41, S43: nothing but Unix-domain sockets, neither to listen nor to call out. */
    @Test
    void supervisorHasNoNetworkSocket() throws Exception {
        // What it has open is hidden from its own user too.
        assumeRoot();
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            output(sh("web", "echo end; exec sleep 1000", Map.of()));
            Path process = Path.of("/proc/" + supervisor.pid());
            List<String> inodes = new ArrayList<>();
            for (String table : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet")) {
                Path file = process.resolve("net").resolve(table);
                if (Files.exists(file)) {
                    Files.readAllLines(file).stream()
                            .skip(1)
                            .map(line -> line.strip().split("\\s+"))
                            .forEach(words -> inodes.addAll(List.of(words)));
                }
            }
            try (Stream<Path> all = Files.list(process.resolve("fd"))) {
                for (Path one : (Iterable<Path>) all::iterator) {
                    String target = link(one);
                    if (target.startsWith("socket:[")) {
                        assertThat(inodes).doesNotContain(target.substring(8, target.length() - 1));
                    }
                }
            }
        }
    }

    private static String link(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** S13, S16, S19: a secret in the environment is in no log, error, report or command line. */
    @Test
    void valueOfAVariableIsNowhereButWhereItIsNeeded() throws Exception {
        Map<String, String> env = Map.of("API_TOKEN", CANARY);
        List<String> told = new ArrayList<>();
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            output(sh("web", "echo end; exec sleep 1000", env));
            try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
                told.add(rpc.call("prepare", Map.of("name", "x", "env", "T=" + CANARY)));
                told.add(
                        rpc.call(
                                "prepare",
                                Map.of(
                                        "name", "x",
                                        "pm_exec_path", "/nonexistent",
                                        "max_restarts", "many",
                                        "env", env)));
                told.add(
                        rpc.call(
                                "prepare",
                                Map.of(
                                        "name",
                                        "x",
                                        "pm_exec_path",
                                        "/bin/sh",
                                        "args",
                                        List.of("x".repeat(200_000)),
                                        "env",
                                        Map.of("API_TOKEN", CANARY + "\0"))));
                told.add(
                        rpc.call(
                                "restartProcessId",
                                Map.of(
                                        "id",
                                        0,
                                        "env",
                                        Map.of("current_conf", Map.of("env", CANARY)))));
                told.add(rpc.call("getReport", Map.of()));
            }
            told.add(
                    Files.readString(
                            Path.of("/proc/" + supervisor.pid() + "/cmdline"),
                            StandardCharsets.ISO_8859_1));
            supervisor.terminate();
            supervisor.awaitExit();
        }
        assertThat(told).noneMatch(text -> text.contains(CANARY)).hasSize(6);
        // The generation before has it when the list was saved more than once.
        assertThat(filesWith(CANARY))
                .contains("drover-list.json", "dump.pm2")
                .isSubsetOf("drover-list.json", "drover-list.json.bak", "dump.pm2");
    }

    private Set<String> filesWith(String text) throws IOException {
        try (Stream<Path> all = Files.walk(home.root())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** S14: with the option no environment is stored, and services come back all the same. */
    @Test
    void storesNoEnvironmentWhereThatIsSet() throws Exception {
        Files.createDirectory(home.root());
        Files.writeString(home.settings(), "{\"storeEnvironment\": false}");
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            assertThat(
                            output(
                                    sh(
                                            "web",
                                            "echo $API_TOKEN; echo end; exec sleep 1000",
                                            Map.of("API_TOKEN", CANARY))))
                    .isEqualTo(CANARY + "\nend\n");
            supervisor.terminate();
            supervisor.awaitExit();
        }
        assertThat(filesWith(CANARY)).isEqualTo(Set.of("web-out.log"));
        // Nor anything by which a value could be guessed.
        assertThat(home.runSetups()).content().contains("\"API_TOKEN\":\"\"");
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                assertThat(manager.list().get().getFirst().spec().env())
                        .containsEntry("PATH", System.getenv("PATH"))
                        .doesNotContainKey("API_TOKEN");
            }
        }
    }

    /** S20: a saved list is data. */
    @Test
    void codeInASavedListIsNotRun() throws Exception {
        Path marker = folder.resolve("ran");
        String code = "require('fs').writeFileSync('" + marker + "', 'x'); []";
        Files.createDirectory(home.root());
        Files.writeString(home.list(), code);
        Files.writeString(home.dump(), code);
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            assertThat(home.root().resolve("drover-list.json.broken-1")).hasContent(code);
        }
        assertThat(marker).doesNotExist();
    }

    /** S6: the log of a service in the home is not followed through a link either. */
    @Test
    void linkedLogInTheHomeIsRefusedInOneSentence() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        ProcessSpec spec = sh("web", "echo x; exec sleep 99", Map.of());
        LogSettings logs = spec.logs();
        Files.createDirectories(home.logs());
        Files.createSymbolicLink(logs.out(), victim);
        try (SupervisorProcess supervisor = supervisor()) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                assertThatThrownBy(() -> manager.start(spec).get())
                        .hasMessageContaining("it is a symbolic link");
                assertThat(Optional.of(manager.list().get().getFirst().pid().isPresent()))
                        .contains(false);
            }
        }
        assertThat(victim).hasContent("precious");
    }
}
