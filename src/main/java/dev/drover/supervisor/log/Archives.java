package dev.drover.supervisor.log;

import dev.drover.domain.LogRotation;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The rotated files of logs: {@code name__2026-11-21_06-30-00.log}, beside the log, compressed to
 * {@code .log.gz}; the oldest go.
 */
final class Archives {

    private static final String GZ = ".gz";
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
        Path name = log.resolveSibling(stem(log) + "__" + time + ending(log));
        for (int i = 1; isTaken(name); i++) {
            name = log.resolveSibling(stem(log) + "__" + time + "." + i + ending(log));
        }
        Files.move(aside, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isTaken(Path name) {
        return Files.exists(name) || Files.exists(name.resolveSibling(name.getFileName() + GZ));
    }

    /**
     * Compresses the rotated files of a log, where that is wanted, and deletes the oldest.
     *
     * @param newestToo false when somebody may still write to the newest
     */
    void tidy(Path log, boolean newestToo) throws IOException {
        List<Path> all = of(log);
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

    /** The rotated files of a log, oldest first. */
    private static List<Path> of(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        String begin = stem(log) + "__";
        List<Path> found = new ArrayList<>();
        if (folder == null) {
            return found;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(begin)
                        && (name.endsWith(ending(log)) || name.endsWith(ending(log) + GZ))) {
                    found.add(file);
                }
            }
        }
        List<Dated> dated = new ArrayList<>();
        for (Path file : found) {
            dated.add(new Dated(file, Files.getLastModifiedTime(file).toMillis()));
        }
        dated.sort(Comparator.comparingLong(Dated::at).thenComparing(Dated::file));
        return dated.stream().map(Dated::file).toList();
    }

    private record Dated(Path file, long at) {}

    private static void compress(Path file) throws IOException {
        if (file.toString().endsWith(GZ)) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (OutputStream out = new FastGzip(unfinished)) {
            Files.copy(file, out);
        }
        Files.setLastModifiedTime(unfinished, Files.getLastModifiedTime(file));
        Files.move(
                unfinished,
                file.resolveSibling(file.getFileName() + GZ),
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

    private static String stem(Path log) {
        String name = String.valueOf(log.getFileName());
        return name.substring(0, name.length() - ending(log).length());
    }

    private static String ending(Path log) {
        String name = String.valueOf(log.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }
}
