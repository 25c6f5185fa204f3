package dev.drover.client;

import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** For each test a daemon in a home of its own, and a client that is connected to it. */
abstract class OwnDaemon {

    @TempDir(factory = NearTheRoot.class)
    private Path own;

    Home home;
    Daemon daemon;
    ProcessManager manager;

    /** Because the path of a socket is short. */
    static final class NearTheRoot implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Path.of("/tmp"), "dr");
        }
    }

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
