package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.testing.TemporaryFolders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A daemon that several tests use one after the other, because PM2's takes seconds to start and to
 * end. Each finds it as new: nothing in its list, the next id is 0, no logs, no saved list.
 */
final class SharedPeer {

    private final Peer peer;
    private final Path folder;
    private final Home home;
    private Peer.Running running;

    SharedPeer(Peer peer) throws Exception {
        this.peer = peer;
        folder = TemporaryFolders.create();
        home = new Home(folder.resolve("h"));
        running = peer.start(home);
    }

    /** For the programs of a test; the home is in it. */
    Path folder() {
        return folder;
    }

    Home home() {
        return home;
    }

    /** Waits until the daemon has ended. */
    void awaitEnd() {
        running.awaitEnd().run();
    }

    /** Ends the daemon with all that it runs. */
    void end() throws Exception {
        running.end();
    }

    /** Starts another daemon in the same home, where there was one. */
    void startAgain() throws Exception {
        running = peer.start(home);
    }

    /** Ends and removes what a test left. */
    void clear() throws Exception {
        if (!Files.exists(home.rpcSocket())) {
            startAgain();
        }
        try (ProcessManager manager = ProcessManagers.connect(home).get()) {
            if (!manager.list().get().isEmpty()) {
                manager.delete(Target.all()).get();
            }
        }
        // The folder itself stays: it is the current one of the daemon.
        for (Path path : children(folder)) {
            if (!path.equals(home.root())) {
                TemporaryFolders.delete(path);
            }
        }
        for (Path path : children(home.root())) {
            String name = path.getFileName().toString();
            if (name.equals("logs") || name.equals("pids")) {
                for (Path file : children(path)) {
                    Files.deleteIfExists(file);
                }
            } else if (name.startsWith("dump.pm2")) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    /** Ends the daemon and removes its home. */
    void close() throws Exception {
        if (Files.exists(home.rpcSocket())) {
            end();
        }
        TemporaryFolders.delete(folder);
    }
}
