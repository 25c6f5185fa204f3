package dev.drover.daemon.setup;

import dev.drover.domain.ProcessSpec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file that is executed for an entry, as it is on the disk.
 *
 * @param file with links resolved
 * @param modified when it was written, in milliseconds since 1970
 */
public record ProgramFile(Path file, long modified) {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramFile.class);

    /**
     * The interpreter of an entry, looked up in the absolute folders of its PATH, or its script
     * where there is none; empty when it is not there. Blocks for a look at the files.
     */
    public static Optional<ProgramFile> of(ProcessSpec spec) {
        try {
            Optional<Path> named =
                    spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)
                            ? Optional.of(spec.script())
                            : found(Path.of(spec.interpreter()), spec);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            Path real = named.get().toRealPath();
            return Optional.of(new ProgramFile(real, Files.getLastModifiedTime(real).toMillis()));
        } catch (IOException | InvalidPathException e) {
            LOG.debug("The program of {} cannot be looked at.", spec.name(), e);
            return Optional.empty();
        }
    }

    private static Optional<Path> found(Path interpreter, ProcessSpec spec) {
        if (interpreter.isAbsolute()) {
            return Optional.of(interpreter);
        }
        return Arrays.stream(spec.env().getOrDefault("PATH", "").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder).resolve(interpreter))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
