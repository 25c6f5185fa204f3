import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An X server and a folder for one measurement, with the server's screen in its file {@code Xvfb_screen0}; all are gone
 * afterwards. Programs that are started here see this screen and keep what they remember in the folder.
 *
 * @param display as DISPLAY has it
 */
record Desk(Path folder, Process server, String display) implements AutoCloseable {

    /** The program as it is installed. */
    static final Path DIST = Path.of("target/dist").toAbsolutePath();

    static final int SECONDS = 120;

    private static final int TRIES = 10_000;

    static Desk open() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "drover-frames");
        Process server =
                new ProcessBuilder(
                                "Xvfb", "-displayfd", "1", "-screen", "0", "1400x950x24", "-nolisten", "tcp", "-fbdir", folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new Desk(folder, server, ":" + server.inputReader().readLine());
    }

    /** Where the supervisor of this measurement is at home. */
    Home home() {
        return new Home(folder.resolve("home"));
    }

    /** What is done with a supervisor that runs. */
    interface Measurement {
        void run(ProcessManager manager) throws Exception;
    }

    /** Runs a supervisor for so long. */
    void withSupervisor(Measurement measurement) throws Exception {
        Process supervisor =
                new ProcessBuilder(DIST.resolve("bin/drover-supervisor").toString(), "--home", home().root().toString()).start();
        try (var out = supervisor.inputReader()) {
            out.readLine();
            try (ProcessManager manager = ProcessManagers.connect(home()).get()) {
                measurement.run(manager);
                manager.delete(Target.all()).get();
            }
        } finally {
            end(supervisor);
        }
    }

    /** A service without an interpreter and with the shortest environment. */
    ProcessSpec.Builder service(String name, String program, String... args) {
        return ProcessSpec.builder(home().root(), name, Path.of(program))
                .interpreter(ProcessSpec.NO_INTERPRETER)
                .args(List.of(args))
                .cwd(Path.of("/"))
                .env(new HashMap<>(Map.of("PATH", System.getenv("PATH"))));
    }

    ProcessBuilder program(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", display);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return builder;
    }

    /** The window over the supervisor of this measurement. */
    ProcessBuilder window() {
        return program(DIST.resolve("bin/drover").toString(), "--home", home().root().toString());
    }

    /** Waits for the window and gives it the whole screen. */
    void awaitWindow() throws Exception {
        xdotool("search", "--sync", "--onlyvisible", "--name", "^Drover$", "windowmove", "0", "0", "windowsize", "1400", "950");
    }

    /** Keys and the mouse, as by hand. */
    void xdotool(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(args));
        run(command.toArray(String[]::new));
    }

    /** Runs a program to its end. */
    void run(String... command) throws Exception {
        if (program(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed.");
        }
    }

    /** Tells a program to end and waits until it has. */
    static void end(Process program) throws InterruptedException {
        program.toHandle().destroy();
        program.waitFor(SECONDS, TimeUnit.SECONDS);
    }

    /** Megabytes of a process: its own pages and its share of those that others have, too. */
    static long megabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        for (int tries = 1; Files.exists(folder); tries++) {
            try {
                delete();
            } catch (UncheckedIOException | FileSystemException e) {
                // A supervisor that was told to end may still be writing its last files.
                if (tries == TRIES) {
                    throw new IOException(folder + " cannot be removed.", e);
                }
            }
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
