package dev.drover.client;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to connect.
 *
 * @param home folder of the supervisor: Drover's ({@code ~/.drover}) or a PM2 daemon's ({@code
 *     ~/.pm2})
 * @param whenAbsent what to do when no supervisor answers there
 * @param client what this client is called in the causes of what it asks for ("the window")
 * @param environment what started services inherit below what their options declare
 * @param folder relative paths in options are relative to it
 * @param forwarded where the home is on another machine: the folder on this one with its two
 *     sockets, forwarded. Nothing is read from the disk or written to it then, because the paths
 *     are those of the other machine
 */
public record ConnectOptions(
        Home home,
        WhenAbsent whenAbsent,
        String client,
        Map<String, String> environment,
        Path folder,
        Optional<Path> forwarded) {

    /** What to do when no supervisor answers. */
    public enum WhenAbsent {

        /** Fail; nothing is started and nothing is written. The choice for a PM2 daemon's home. */
        FAIL,

        /** Start Drover's supervisor in the background; it outlives this program. */
        START,

        /**
         * Run the supervisor in this program: PM2's {@code noDaemonMode}. Closing the connection
         * stops its services.
         */
        EMBED
    }

    public ConnectOptions {
        environment = Map.copyOf(environment);
        folder = folder.toAbsolutePath().normalize();
        if (forwarded.isPresent() && whenAbsent != WhenAbsent.FAIL) {
            throw new IllegalArgumentException(
                    "A supervisor can only be started on this machine, not behind a forwarded"
                            + " socket.");
        }
    }

    /**
     * Connects to whatever answers at {@code home} and starts nothing; services inherit the
     * environment and the working folder of this program.
     */
    public static ConnectOptions of(Home home) {
        return new ConnectOptions(
                home,
                WhenAbsent.FAIL,
                "a Java client, pid " + ProcessHandle.current().pid(),
                System.getenv(),
                Path.of(""),
                Optional.empty());
    }

    /** PM2's {@code connect()}: the user's home, and a supervisor is started when none is alive. */
    public static ConnectOptions standard() {
        return of(Home.fromEnvironment(System.getenv())).withWhenAbsent(WhenAbsent.START);
    }

    public ConnectOptions withWhenAbsent(WhenAbsent value) {
        return new ConnectOptions(home, value, client, environment, folder, forwarded);
    }

    public ConnectOptions withClient(String value) {
        return new ConnectOptions(home, whenAbsent, value, environment, folder, forwarded);
    }

    public ConnectOptions withEnvironment(Map<String, String> value) {
        return new ConnectOptions(home, whenAbsent, client, value, folder, forwarded);
    }

    public ConnectOptions withFolder(Path value) {
        return new ConnectOptions(home, whenAbsent, client, environment, value, forwarded);
    }

    /** The home is on another machine; {@code folder}, on this one, has its sockets. */
    public ConnectOptions withForwarded(Path folder) {
        return new ConnectOptions(
                home, whenAbsent, client, environment, this.folder, Optional.of(folder));
    }

    /** The home whose sockets are connected to. */
    Home door() {
        return forwarded.map(Home::new).orElse(home);
    }

    @Override
    public String toString() {
        // The environment may hold secrets.
        return "ConnectOptions[%s, %s, %s, %s]".formatted(home, whenAbsent, client, folder);
    }
}
