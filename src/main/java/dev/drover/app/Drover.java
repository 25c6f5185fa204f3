package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.doctor.Doctor;
import dev.drover.doctor.Report;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The program {@code drover}: opens the window, or does what its command line says. */
public final class Drover {

    private static final int CANNOT_RUN = 1;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int PATIENCE_SECONDS = 60;

    private Drover() {}

    /**
     * Opens the window and returns when it is closed; services and supervisor go on. When the home
     * has a window already, that one comes to the front instead.
     *
     * @param args see {@link LaunchOptions#USAGE}; the program exits with 2 when they are wrong
     */
    public static void main(String[] args) {
        try {
            LaunchOptions options = LaunchOptions.parse(List.of(args), System.getenv());
            switch (options.command()) {
                case WINDOW -> open(options, args);
                case DAEMON ->
                        SupervisorMain.main(
                                new String[] {"--home", options.home().root().toString()});
                case DOCTOR -> System.exit(examine(options));
                case UPGRADE -> upgrade(options);
                case HELP -> System.out.print(LaunchOptions.USAGE);
                case VERSION -> System.out.printf("drover %s%n", Machine.version());
            }
        } catch (IllegalArgumentException e) {
            end(WRONG_ARGUMENTS, String.valueOf(e.getMessage()));
        }
    }

    private static void open(LaunchOptions options, String[] args) {
        options.file()
                .filter(Files::notExists)
                .ifPresent(
                        file -> {
                            throw new IllegalArgumentException(
                                    "There is no file %s; for commands see --help."
                                            .formatted(file));
                        });
        Path stateFolder = PlatformFolder.STATE.of(System.getenv());
        if (SingleInstance.handOver(stateFolder, options.home(), options.file())) {
            return;
        }
        if (!hasDisplay(System.getenv())) {
            end(
                    CANNOT_RUN,
                    "There is no display to open a window on (DISPLAY is not set). Start it in a"
                            + " desktop session, or run \"drover daemon\".");
        }
        // Before the toolkit starts: another start may be a moment behind.
        DroverApplication.launch(args, SingleInstance.claim(stateFolder, options.home()));
    }

    /** JavaFX draws by X11 on Linux, in a Wayland session too. */
    private static boolean hasDisplay(Map<String, String> environment) {
        return !System.getProperty("os.name", "").equals("Linux")
                || System.getProperty("glass.platform", "").equalsIgnoreCase("headless")
                || !environment.getOrDefault("DISPLAY", "").isEmpty();
    }

    private static int examine(LaunchOptions options) {
        Report report =
                new Doctor(
                                new Doctor.Subject(
                                        options.home(),
                                        new Doctor.Folders(
                                                PlatformFolder.STATE.of(System.getenv()),
                                                PlatformFolder.CONFIG.of(System.getenv()),
                                                Installation.libraries()),
                                        System.getenv(),
                                        Machine.version()))
                        .examine();
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(report.text());
        return report.problems().isEmpty() ? 0 : CANNOT_RUN;
    }

    private static void upgrade(LaunchOptions options) {
        try (ProcessManager manager = await(ProcessManagers.connect(options.home()))) {
            await(manager.upgrade());
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            end(CANNOT_RUN, String.valueOf(cause.getMessage()));
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void end(int status, String sentence) {
        System.err.println("drover: " + sentence);
        System.exit(status);
    }
}
