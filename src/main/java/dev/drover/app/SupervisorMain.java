package dev.drover.app;

import dev.drover.childprocess.Keeper;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonException;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a supervisor until it is ended. Prints {@code ready} when it listens; exits with 0 when it
 * was ended, 1 when it cannot run, 2 for wrong arguments, 3 when another one runs in the same home,
 * 75 when its keeper is to start the next one.
 */
public final class SupervisorMain {

    /** Printed, and nothing else, once both sockets listen. */
    static final String READY = "ready";

    /** Whoever started us asks at once. */
    private static final Duration FOR_A_CLIENT = Duration.ofMillis(300);

    private static final int CANNOT_RUN = 1;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int ALREADY_RUNNING = 3;

    private SupervisorMain() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    private static int run(String[] args, PrintStream out, PrintStream err) {
        Optional<Home> home = home(args);
        if (home.isEmpty()) {
            err.println("Usage: supervisor [--home FOLDER]");
            return WRONG_ARGUMENTS;
        }
        Daemon.warmUp();
        try (Daemon daemon = Daemon.open(home.get(), DaemonOptions.DEFAULT)) {
            daemon.endOnSignals();
            out.println(READY);
            out.flush();
            // Not before: no list needs a native call, and the first one costs tens of
            // milliseconds, which the first client would wait for too.
            daemon.awaitFirstAnswer(FOR_A_CLIENT);
            daemon.meetKeeper();
            Daemon.releaseMemoryWhenIdle();
            daemon.endWithoutMemory();
            daemon.awaitEnd();
            int code = daemon.isHandedOver() ? Keeper.EXIT_UPGRADE : 0;
            daemon.leaves(code);
            return code;
        } catch (DaemonException e) {
            err.println(e.getMessage());
            return e.isAlreadyRunning() ? ALREADY_RUNNING : CANNOT_RUN;
        }
    }

    private static Optional<Home> home(String[] args) {
        if (args.length == 0) {
            return Optional.of(Home.fromEnvironment(System.getenv()));
        }
        if (args.length != 2 || !args[0].equals("--home") || args[1].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Home(Path.of(args[1])));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
