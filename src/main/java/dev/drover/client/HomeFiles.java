package dev.drover.client;

import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessDescription;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What PM2's client does to the files of a home itself, when it is told to. Blocks. */
final class HomeFiles {

    private HomeFiles() {}

    /**
     * Empties the log files of these entries; what writes into them goes on at their beginning.
     *
     * @throws RequestException when one cannot be emptied
     */
    static void flush(List<ProcessDescription> processes) {
        processes.stream()
                .map(process -> process.spec().logs())
                .flatMap(HomeFiles::files)
                .distinct()
                .forEach(HomeFiles::empty);
    }

    private static Stream<Path> files(LogSettings logs) {
        return Stream.concat(Stream.of(logs.out(), logs.err()), logs.combined().stream());
    }

    /** Empties one log file, where it is a file. */
    static void empty(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        } catch (IOException e) {
            throw new RequestException("The log file %s cannot be emptied.".formatted(file), e);
        }
    }

    /**
     * Writes {@code dump.pm2}; the one before stays beside it. A reader finds the old list or the
     * new one, never a part.
     *
     * @throws RequestException when it cannot be written
     */
    static void dump(Home home, byte[] list) {
        try {
            // It holds environments, and so secrets.
            Path fresh =
                    Files.createTempFile(
                            home.root(),
                            "dump",
                            ".tmp",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, list);
            if (Files.exists(home.dump())) {
                Files.move(home.dump(), home.dumpBackup(), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(fresh, home.dump(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RequestException(
                    "The list cannot be saved in %s: %s.".formatted(home.dump(), e.getMessage()),
                    e);
        }
    }
}
