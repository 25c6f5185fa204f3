package dev.drover.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/**
 * A few lines that the program remembers in a file of the state folder. One that cannot be read is
 * as good as none. All methods block.
 */
final class LineFile {

    private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);
    private static final int MOST = 100;

    private final Path file;

    LineFile(Path file) {
        this.file = file;
    }

    /** The first lines. */
    List<String> read() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream().limit(MOST).toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: nothing of it is remembered", file, e);
            return List.of();
        }
    }

    void write(Collection<String> lines) {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: it is forgotten", file, e);
        }
    }
}
