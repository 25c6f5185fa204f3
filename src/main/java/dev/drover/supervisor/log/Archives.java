package dev.drover.supervisor.log;

import dev.drover.domain.LogRotation;
import dev.drover.logfile.ArchiveFiles;
import dev.drover.supervisor.store.PrivateFiles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The rotated files of logs: {@code name__2026-11-21_06-30-00.log}, beside the log, compressed to
 * {@code .log.gz}; the oldest go.
 */
final class Archives {

    private static final Logger LOG = LoggerFactory.getLogger(Archives.class);

    private static final String UNFINISHED = ".tmp";
    private static final Set<StandardOpenOption> OVERWRITE =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    private final LogRotation policy;

    Archives(LogRotation policy) {
        this.policy = policy;
    }

    /** Gives what was put aside its name; nothing when there is nothing aside. */
    void name(Path aside, Path log) throws IOException {
        if (Files.notExists(aside)) {
            return;
        }
        String format = policy.dateFormat().isEmpty() ? "YYYY-MM-DD_HH-mm-ss" : policy.dateFormat();
        String time =
                DatePattern.formatter(format)
                        .withZone(ZoneId.systemDefault())
                        .format(Instant.now())
                        .replace('/', '-');
        Path name =
                log.resolveSibling(ArchiveFiles.stem(log) + "__" + time + ArchiveFiles.ending(log));
        for (int i = 1; isTaken(name); i++) {
            name =
                    log.resolveSibling(
                            ArchiveFiles.stem(log)
                                    + "__"
                                    + time
                                    + "."
                                    + i
                                    + ArchiveFiles.ending(log));
        }
        Files.move(aside, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isTaken(Path name) {
        return Files.exists(name)
                || Files.exists(name.resolveSibling(name.getFileName() + ArchiveFiles.GZ));
    }

    /**
     * Deletes the oldest rotated files of a log.
     *
     * @param newestToo false when somebody may still write to the newest
     * @return those that are to be compressed
     */
    List<Path> tidy(Path log, boolean newestToo) throws IOException {
        List<Path> all = ArchiveFiles.of(log);
        int keep = Math.min(all.size(), policy.retain());
        for (Path old : all.subList(0, all.size() - keep)) {
            Files.deleteIfExists(old);
        }
        List<Path> kept = all.subList(all.size() - keep, all.size());
        int last = Math.max(0, newestToo ? kept.size() : kept.size() - 1);
        return policy.compress()
                ? kept.subList(0, last).stream()
                        .filter(file -> !file.toString().endsWith(ArchiveFiles.GZ))
                        .toList()
                : List.of();
    }

    /**
     * Compresses a rotated file. One that has gone is no error: in a flood the oldest are deleted
     * before they are compressed, or while they are.
     */
    static void compress(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                    FileChannel to = PrivateFiles.open(unfinished, OVERWRITE)) {
                Gzip.compress(from, to);
            }
            Files.setLastModifiedTime(unfinished, Files.getLastModifiedTime(file));
            Files.move(
                    unfinished,
                    file.resolveSibling(file.getFileName() + ArchiveFiles.GZ),
                    StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(file);
        } catch (NoSuchFileException _) {
            LOG.debug("The rotated log {} was deleted before it was compressed.", file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
