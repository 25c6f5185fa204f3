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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the supervisor of a home as a background process that outlives this one. Blocks until it
 * answers; call it off the FX thread.
 */
final class SupervisorLauncher {

    /** What the supervisor prints once both sockets listen. */
    private static final String READY = "ready";

    /** Exit code of a supervisor that found another one alive: as good as started. */
    private static final int ANOTHER_LIVES = 3;

    /**
     * Small and quick to start: the supervisor idles most of the time (spec/platform.md section 6).
     */
    private static final List<String> JVM_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:-UsePerfData",
                    "-XX:-MaxFDLimit",
                    "-Xss256k",
                    "-Xms8m",
                    "-Xmx96m",
                    "-Dfile.encoding=UTF-8",
                    "--enable-native-access=dev.drover");

    private SupervisorLauncher() {}

    /**
     * Starts a supervisor for {@code home} and waits until it listens, or finds that another one
     * does.
     *
     * @throws IOException with the supervisor's own sentence when it could not start
     */
    static void start(Home home) throws IOException {
        ChildProcess child = spawn(home);
        try (BufferedReader out = reader(child.stdout())) {
            String line = out.readLine();
            if (READY.equals(line)) {
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

    private static ChildProcess spawn(Home home) throws SpawnException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> args = new ArrayList<>(JVM_FLAGS);
        args.addAll(
                List.of(
                        "--module-path=" + System.getProperty("jdk.module.path", ""),
                        "-m",
                        "dev.drover/dev.drover.app.SupervisorMain",
                        "--home",
                        home.root().toString()));
        return ChildProcesses.spawn(
                java.toString(),
                args,
                SpawnOptions.DEFAULT
                        .withStdio(new Stdio.Ignore(), new Stdio.Pipe(), new Stdio.Pipe())
                        .withCwd(Home.userFolder(System.getenv()))
                        .withDetached(true));
    }

    private static BufferedReader reader(Optional<InputStream> stream) {
        return new BufferedReader(
                new InputStreamReader(stream.orElseThrow(), StandardCharsets.UTF_8));
    }
}
