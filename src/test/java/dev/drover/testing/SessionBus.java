package dev.drover.testing;

import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@code dbus-daemon} of its own, as a session has one. */
public final class SessionBus implements AutoCloseable {

    private final Process daemon;
    private final String address;

    private SessionBus(Process daemon, String address) {
        this.daemon = daemon;
        this.address = address;
    }

    /** Skips the test where the program is not installed. */
    public static SessionBus start(Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "dbus-daemon",
                        "--session",
                        "--nofork",
                        "--nopidfile",
                        "--nosyslog",
                        "--print-address",
                        "--address=unix:path=" + folder.resolve("bus"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process daemon;
        try {
            daemon = builder.start();
        } catch (IOException e) {
            Assumptions.abort("There is no dbus-daemon: " + e.getMessage());
            throw e;
        }
        BufferedReader out = daemon.inputReader(StandardCharsets.UTF_8);
        String address = out.readLine();
        if (address == null) {
            throw new IOException("The dbus-daemon has ended.");
        }
        return new SessionBus(daemon, address);
    }

    public String address() {
        return address;
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public void close() {
        daemon.destroy();
        daemon.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
