package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a client of ours can be connected to: Drover's supervisor and PM2's own daemons. */
enum Peer {
    DROVER("7.0.4"),
    PM2_7("7.0.4"),
    PM2_6("6.0.14"),
    PM2_5("5.4.3");

    private final String version;

    Peer(String version) {
        this.version = version;
    }

    String version() {
        return version;
    }

    boolean isPm2() {
        return this != DROVER;
    }

    /** The release's command line program. */
    Path program() {
        return NpmPm2.folder(major()).program();
    }

    /** Installs the release once; skips the caller's tests where Node or npm is missing. */
    void install() throws IOException, InterruptedException {
        NpmPm2.install(major());
    }

    private int major() {
        return version.charAt(0) - '0';
    }

    /** Runs the release's own client against a home. */
    NpmPm2.Output pm2(Home home, Path cwd, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", program().toString()));
        command.addAll(List.of(args));
        return NpmPm2.run(
                cwd,
                Map.of("PM2_HOME", home.root().toString(), "PM2_DISABLE_VERSION_CHECK", "true"),
                command);
    }

    /** Starts a daemon in a home. */
    Running start(Home home) throws Exception {
        install();
        if (this == DROVER) {
            Daemon daemon = Daemon.open(home, DaemonOptions.DEFAULT);
            return new Running(home, daemon::awaitEnd);
        }
        NpmPm2.Output output = pm2(home, home.root().getParent(), "ping");
        assertThat(output.exit()).as(output.text()).isZero();
        long pid = Long.parseLong(Files.readString(home.pidFile()).strip());
        ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
        return new Running(home, () -> daemon.onExit().join());
    }

    /** A daemon that runs. */
    record Running(Home home, Runnable awaitEnd) {

        /** Ends its services and it, and waits until it has ended. */
        void end() throws Exception {
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                manager.killDaemon().get();
            }
            awaitEnd.run();
        }
    }
}
