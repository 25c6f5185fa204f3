package dev.drover.client;

import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** For each test a daemon in a home of its own, and a client that is connected to it. */
abstract class OwnDaemon {

    @TempDir(factory = NearTheRoot.class)
    private Path own;

    Home home;
    Daemon daemon;
    ProcessManager manager;

    @BeforeEach
    void connect() throws Exception {
        home = new Home(own.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
    }

    @AfterEach
    void end() throws Exception {
        manager.close();
        try (ProcessManager last = ProcessManagers.connect(home).get()) {
            last.killDaemon().get();
        }
        daemon.awaitEnd();
    }
}
