package dev.drover.supervisor;

import dev.drover.supervisor.store.PrivateFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file that holds a service's pid while it runs. Where it is comes with the service, so a file
 * that holds anything else is neither written nor removed (checklist S26).
 */
final class PidFile {

    private static final int LONGEST = 20;

    private PidFile() {}

    /**
     * @throws IOException when there is something else
     */
    static void write(Path file, long pid) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !holdsPid(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    file + " is there and is not a pid file; choose another pid_file");
        }
        PrivateFiles.write(file, Long.toString(pid).getBytes(StandardCharsets.US_ASCII));
    }

    /** Removes it, when it is one. */
    static void remove(Path file) throws IOException {
        if (holdsPid(file)) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean holdsPid(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
            return false;
        }
        try {
            String text = new String(PrivateFiles.read(file), StandardCharsets.US_ASCII);
            return text.strip().matches("[0-9]*");
        } catch (NoSuchFileException _) {
            // Removed meanwhile.
            return false;
        }
    }
}
