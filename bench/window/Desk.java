import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * An X server and a folder for one measurement, with the server's screen in its file {@code Xvfb_screen0}; all are gone
 * afterwards.
 *
 * @param display as DISPLAY has it
 */
record Desk(Path folder, Process server, String display) implements AutoCloseable {

    private static final int TRIES = 10_000;

    static Desk open() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "drover-frames");
        Process server =
                new ProcessBuilder(
                                "Xvfb", "-displayfd", "1", "-screen", "0", "1400x950x24", "-nolisten", "tcp", "-fbdir", folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new Desk(folder, server, ":" + server.inputReader().readLine());
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        for (int tries = 1; Files.exists(folder); tries++) {
            try {
                delete();
            } catch (UncheckedIOException | FileSystemException e) {
                // A supervisor that was told to end may still be writing its last files.
                if (tries == TRIES) {
                    throw new IOException(folder + " cannot be removed.", e);
                }
            }
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
