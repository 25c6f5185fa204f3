import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes the window's AOT cache: opens the window on a supervisor with real services, lets it show their rows, logs and
 * metrics for a while, and ends it; the JVM then writes the cache. Draws on an Xvfb of its own where there is one, so that the
 * classes of the real toolkit are learned, else on JavaFX's headless platform. With a dbus-daemon it looks for a tray on a bus of
 * its own, never on that of whoever builds.
 *
 * <p>Usage: {@code java --module-path MODULES --add-modules dev.drover TrainWindow.java DIST}
 */
final class TrainWindow {

    private static final int SERVICES = 12;
    private static final int SECONDS = 300;

    /** The metrics come every second, the other homes are looked at once. */
    private static final Duration AT_WORK = Duration.ofSeconds(8);

    private static final String CHATTY = "i=0; while :; do i=$((i+1)); echo \"line $i\"; echo \"warning $i\" >&2; sleep 1; done";

    private final Path dist;
    private final Path folder;
    private final Home home;

    private TrainWindow(Path dist, Path folder) {
        this.dist = dist;
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
    }

    public static void main(String[] args) throws Exception {
        Path dist = Path.of(args[0]).toRealPath();
        Path cache = dist.resolve("lib/drover.aot");
        Files.deleteIfExists(cache);
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            System.out.println("No AOT cache for the window: its training needs a POSIX shell.");
            return;
        }
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "drover-train");
        try (Display display = Display.open();
                Bus bus = Bus.open(folder)) {
            new TrainWindow(dist, folder).train(cache, display, bus);
        } finally {
            Folders.delete(folder);
        }
        if (!Files.isRegularFile(cache)) {
            throw new IOException("The JVM has not written " + cache + ".");
        }
    }

    private void train(Path cache, Display display, Bus bus) throws Exception {
        Process supervisor =
                new ProcessBuilder(dist.resolve("bin/drover-supervisor").toString(), "--home", home.root().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = supervisor.inputReader()) {
            if (!"ready".equals(out.readLine())) {
                throw new IOException("The supervisor of the window that was to be trained did not start.");
            }
            try (ProcessManager manager = await(ProcessManagers.connect(home))) {
                for (int i = 0; i < SERVICES; i++) {
                    await(manager.start(service(manager, "service-" + i)));
                }
            }
            look(cache, display, bus);
        } finally {
            supervisor.toHandle().destroy();
            if (!supervisor.waitFor(SECONDS, TimeUnit.SECONDS)) {
                supervisor.destroyForcibly();
            }
        }
    }

    private ProcessSpec service(ProcessManager manager, String name) {
        return ProcessSpec.builder(manager.home().root(), name, Path.of("/bin/sh"))
                .args(List.of("-c", CHATTY))
                .cwd(Path.of("/"))
                .env(new HashMap<>(System.getenv()))
                .build();
    }

    private void look(Path cache, Display display, Bus bus) throws Exception {
        Path shown = folder.resolve("shown");
        ProcessBuilder builder =
                new ProcessBuilder(dist.resolve("bin/drover").toString(), "--home", home.root().toString());
        Map<String, String> environment = builder.environment();
        environment.put("DROVER_AOT_TRAINING", "-XX:AOTCacheOutput=" + cache);
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        List<String> options = new ArrayList<>(display.options());
        options.add("-Ddrover.firstFrame=" + shown);
        environment.put("JDK_JAVA_OPTIONS", String.join(" ", options));
        environment.putAll(display.environment());
        environment.put("DBUS_SESSION_BUS_ADDRESS", bus.address());
        Process window = builder.inheritIO().start();
        try {
            awaitFile(shown, window);
            // It shows what comes meanwhile.
            new CountDownLatch(1).await(AT_WORK.toMillis(), TimeUnit.MILLISECONDS);
            window.toHandle().destroy();
            if (!window.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The window that was trained did not end.");
            }
        } finally {
            window.destroyForcibly();
        }
    }

    private void awaitFile(Path file, Process writer) throws Exception {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (!writer.isAlive()) {
                    throw new IOException("The window that was to be trained has ended with " + writer.exitValue() + ".");
                }
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    /** The session's bus of the window. */
    private record Bus(Process daemon, String address) implements AutoCloseable {

        static Bus open(Path folder) throws IOException {
            try {
                Process daemon =
                        new ProcessBuilder(
                                        "dbus-daemon",
                                        "--session",
                                        "--nofork",
                                        "--nopidfile",
                                        "--print-address",
                                        "--address=unix:path=" + folder.resolve("bus"))
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
                String address = daemon.inputReader().readLine();
                if (address != null) {
                    return new Bus(daemon, address);
                }
            } catch (IOException e) {
                System.out.println("No dbus-daemon (" + e.getMessage() + "): the window is trained without a tray.");
            }
            return new Bus(null, "unix:path=" + folder.resolve("none"));
        }

        @Override
        public void close() {
            if (daemon != null) {
                daemon.destroy();
            }
        }
    }

    /** Where the window is drawn. */
    private record Display(Process server, Map<String, String> environment, List<String> options) implements AutoCloseable {

        static Display open() throws IOException {
            try {
                Process server =
                        new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1400x950x24", "-nolisten", "tcp")
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
                String number = server.inputReader().readLine();
                if (number != null) {
                    return new Display(server, Map.of("DISPLAY", ":" + number), List.of());
                }
            } catch (IOException e) {
                System.out.println("No Xvfb (" + e.getMessage() + "): the window is trained on the headless platform.");
            }
            return new Display(null, Map.of("DISPLAY", ":none"), List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }

        @Override
        public void close() {
            if (server != null) {
                server.destroy();
            }
        }
    }
}
