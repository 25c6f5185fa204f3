package dev.drover.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of {@code target/} that npm fills once, with what tests need of it. A second process of
 * tests waits until the first has filled it.
 */
public final class NpmFolder {

    private static final List<String> PLAIN = List.of("--no-audit", "--no-fund");

    private final Path folder;
    private final Path program;

    /**
     * @param name of the folder
     * @param program that it is made for, below {@code node_modules}
     */
    public NpmFolder(String name, String program) {
        folder = Path.of(System.getProperty("drover.build", "target"), name).toAbsolutePath();
        this.program = modules().resolve(program);
    }

    /** Where its packages are. */
    public Path modules() {
        return folder.resolve("node_modules");
    }

    /** What it is made for. */
    public Path program() {
        return program;
    }

    /** Installs what a lock file names; scripts of packages do not run. */
    public void installLocked(Path packageAndLock) throws IOException, InterruptedException {
        List<String> files = List.of("package.json", "package-lock.json");
        once(
                () -> {
                    for (String file : files) {
                        Files.copy(
                                packageAndLock.resolve(file),
                                folder.resolve(file),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                    npm("ci", "--ignore-scripts");
                });
    }

    /** Installs one package. */
    public void install(String packageAndVersion) throws IOException, InterruptedException {
        once(
                () ->
                        npm(
                                "install",
                                "--prefer-offline",
                                "--prefix",
                                folder.toString(),
                                packageAndVersion));
    }

    private interface Filling {
        void run() throws IOException, InterruptedException;
    }

    private void once(Filling filling) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel file =
                        FileChannel.open(
                                folder.resolve("npm.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            if (!Files.exists(program)) {
                filling.run();
            }
        }
    }

    private void npm(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(words));
        command.addAll(PLAIN);
        Path log = folder.resolve("npm.log");
        int exit =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IOException(command + " failed: " + Files.readString(log));
        }
    }
}
