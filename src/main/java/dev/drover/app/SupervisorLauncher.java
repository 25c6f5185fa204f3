package dev.drover.app;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Starts the supervisor of a home as a background process that outlives this one. Blocks until it
 * answers; call it off the FX thread.
 */
final class SupervisorLauncher {

    /** Exit code of a supervisor that found another one alive: as good as started. */
    private static final int ANOTHER_LIVES = 3;

    /**
     * Small and quick to start: the supervisor idles most of the time (spec/platform.md section 6).
     * The packaging uses the same file: an AOT cache is good for the options it was made with only.
     */
    private static final String OPTIONS = "supervisor.options";

    private static final String CACHE = "drover-supervisor.aot";

    private SupervisorLauncher() {}

    /**
     * Starts a supervisor for {@code home} and waits until it listens, or finds that another one
     * does.
     *
     * @throws IOException with the supervisor's own sentence when it could not start
     */
    static void start(Home home) throws IOException {
        if (isStartedByKeeper(home.keeperSocket())) {
            return;
        }
        ChildProcess child = spawn(home);
        try (BufferedReader out = reader(child.stdout())) {
            String line = out.readLine();
            if (SupervisorMain.READY.equals(line)) {
                return;
            }
        }
        String reason;
        try (BufferedReader err = reader(child.stderr())) {
            reason = String.join(" ", err.readAllLines()).strip();
        }
        boolean anotherLives =
                child.exitStatus()
                        .filter(
                                s ->
                                        s instanceof ExitStatus.Exited(int code)
                                                && code == ANOTHER_LIVES)
                        .isPresent();
        if (!anotherLives) {
            throw new IOException(
                    reason.isEmpty()
                            ? "The supervisor for %s ended before it was ready; see %s."
                                    .formatted(home.root(), home.supervisorLog())
                            : reason);
        }
    }

    /**
     * A keeper whose supervisor has died holds that one's services: it starts the next one as soon
     * as somebody connects, and says when it answers.
     */
    private static boolean isStartedByKeeper(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (SocketChannel keeper = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            // One line or the end.
            return keeper.read(ByteBuffer.allocate(SupervisorMain.READY.length())) > 0;
        } catch (ConnectException e) {
            // Left behind by a keeper that was killed.
            return false;
        }
    }

    private static ChildProcess spawn(Home home) throws IOException {
        List<String> command = command(home);
        Optional<Path> keeper = KeeperProgram.of(home);
        keeper.ifPresent(program -> command.addFirst(program.toString()));
        try {
            return spawn(command);
        } catch (SpawnException e) {
            if (keeper.isEmpty()) {
                throw e;
            }
            // No program of the home can be run: better a supervisor without a keeper than none.
            return spawn(command.subList(1, command.size()));
        }
    }

    private static ChildProcess spawn(List<String> command) throws SpawnException {
        return ChildProcesses.spawn(
                command.getFirst(),
                command.subList(1, command.size()),
                SpawnOptions.DEFAULT
                        .withStdio(new Stdio.Ignore(), new Stdio.Pipe(), new Stdio.Pipe())
                        .withCwd(Home.userFolder(System.getenv()))
                        .withDetached(true));
    }

    private static List<String> command(Home home) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        // Where nobody else may read it.
        Path errors = home.root().resolve("hs_err_pid");
        command.add("-XX:ErrorFile=" + errors.toString().replace("%", "%%") + "%p.log");
        command.addAll(modules(Installation.libraries()));
        command.addAll(
                List.of(
                        "-m",
                        "dev.drover/dev.drover.app.SupervisorMain",
                        "--home",
                        home.root().toString()));
        return command;
    }

    /** What the JVM of a supervisor is told; may be added to. */
    static List<String> options() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SupervisorLauncher.class.getResourceAsStream(OPTIONS))) {
            return new ArrayList<>(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    /**
     * Where our modules are: in the runtime itself when the packaging linked them into it, with an
     * AOT cache that the JVM ignores when it does not fit; else on the module path of this program.
     *
     * @param libraries the folder of the cache
     */
    static List<String> modules(Path libraries) throws IOException {
        Path cache = libraries.resolve(CACHE);
        if (Files.isReadable(cache)) {
            return List.of("-XX:AOTCache=" + cache.toRealPath());
        }
        String path = System.getProperty("jdk.module.path", "");
        return path.isEmpty() ? List.of() : List.of("--module-path=" + path);
    }

    private static BufferedReader reader(Optional<InputStream> stream) {
        return new BufferedReader(
                new InputStreamReader(stream.orElseThrow(), StandardCharsets.UTF_8));
    }
}
