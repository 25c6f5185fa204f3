package dev.drover.supervisor.log;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@link LogKeeper}s and waits for files. */
final class KeeperProcess {

    private KeeperProcess() {}

    /** The command line of a keeper. */
    static List<String> command(Path home, String form, long maxBytes) {
        String classes = System.getProperty("drover.classes");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "--module-path=" + classes + File.pathSeparator + System.getProperty("drover.libs"),
                "--patch-module=dev.drover=" + Path.of(classes).resolveSibling("test-classes"),
                "--enable-native-access=dev.drover",
                "-m",
                "dev.drover/" + LogKeeper.class.getName(),
                home.toString(),
                form,
                Long.toString(maxBytes));
    }

    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What may be so in a folder. */
    interface Look {
        boolean isSo() throws IOException;
    }

    /** Waits while the process lives. */
    static void await(Process process, Path folder, Look look) throws Exception {
        try (WatchService watcher = folder.getFileSystem().newWatchService()) {
            folder.register(
                    watcher,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            while (!look.isSo()) {
                if (!process.isAlive()) {
                    throw new AssertionError("It ended with " + process.exitValue() + ".");
                }
                WatchKey key = watcher.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }

    static boolean contains(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).contains(text);
    }
}
