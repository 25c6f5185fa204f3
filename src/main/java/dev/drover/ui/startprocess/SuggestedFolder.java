package dev.drover.ui.startprocess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that goes with what a user wants to start. Waits for files. */
final class SuggestedFolder {

    private SuggestedFolder() {}

    /** A script runs beside itself; in a folder is looked for what can be started there. */
    static Optional<Path> of(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of(file);
        }
        boolean script = Files.isRegularFile(file) && !Files.isExecutable(file);
        return script ? Optional.ofNullable(file.getParent()) : Optional.empty();
    }
}
