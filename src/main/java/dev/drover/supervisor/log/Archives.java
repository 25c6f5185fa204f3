package dev.drover.supervisor.log;

import dev.drover.domain.LogRotation;
import dev.drover.logfile.ArchiveFiles;
import dev.drover.supervisor.store.PrivateFiles;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The rotated files of logs: {@code name__2026-11-21_06-30-00.log}, beside the log, compressed to
 * {@code .log.gz}; the oldest go.
 */
final class Archives {

    private static final String UNFINISHED = ".tmp";

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
     * Compresses the rotated files of a log, where that is wanted, and deletes the oldest.
     *
     * @param newestToo false when somebody may still write to the newest
     */
    void tidy(Path log, boolean newestToo) throws IOException {
        List<Path> all = ArchiveFiles.of(log);
        int keep = Math.min(all.size(), policy.retain());
        for (Path old : all.subList(0, all.size() - keep)) {
            Files.deleteIfExists(old);
        }
        List<Path> kept = all.subList(all.size() - keep, all.size());
        int last = newestToo ? kept.size() : kept.size() - 1;
        for (int i = 0; policy.compress() && i < last; i++) {
            compress(kept.get(i));
        }
    }

    private static void compress(Path file) throws IOException {
        if (file.toString().endsWith(ArchiveFiles.GZ)) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (OutputStream out = new FastGzip(unfinished)) {
            Files.copy(file, out);
        }
        Files.setLastModifiedTime(unfinished, Files.getLastModifiedTime(file));
        Files.move(
                unfinished,
                file.resolveSibling(file.getFileName() + ArchiveFiles.GZ),
                StandardCopyOption.ATOMIC_MOVE);
        Files.delete(file);
    }

    /** Logs shrink to a tenth all the same, and the services need the processor. */
    private static final class FastGzip extends GZIPOutputStream {

        private FastGzip(Path file) throws IOException {
            super(
                    Channels.newOutputStream(
                            PrivateFiles.open(
                                    file,
                                    Set.of(
                                            StandardOpenOption.WRITE,
                                            StandardOpenOption.TRUNCATE_EXISTING))),
                    64 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
