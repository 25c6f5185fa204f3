package dev.drover.logfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rotated files of a log, beside it: {@code name__2026-11-21_06-30-00.log}, or with {@code .gz}
 * behind. So does pm2-logrotate call them, too.
 */
public final class ArchiveFiles {

    public static final String GZ = ".gz";

    private ArchiveFiles() {}

    /** The rotated files of a log, oldest first. */
    public static List<Path> of(Path log) throws IOException {
        while (true) {
            try {
                return listed(log);
            } catch (NoSuchFileException _) {
                // It was compressed or deleted since it was listed, and may have another name.
                continue;
            }
        }
    }

    private static List<Path> listed(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        if (folder == null || Files.notExists(folder)) {
            return List.of();
        }
        String begin = stem(log) + "__";
        List<Dated> found = new ArrayList<>();
        Set<Path> plain = new HashSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(begin)
                        && (name.endsWith(ending(log)) || name.endsWith(ending(log) + GZ))) {
                    found.add(new Dated(file, Files.getLastModifiedTime(file).toMillis()));
                    plain.add(file);
                }
            }
        }
        // One that is just being compressed is there twice for a moment.
        found.removeIf(dated -> isCompressed(dated.file()) && plain.contains(plain(dated.file())));
        found.sort(Comparator.comparingLong(Dated::at).thenComparing(Dated::file));
        return found.stream().map(Dated::file).toList();
    }

    private record Dated(Path file, long at) {}

    /** The name of a log without its ending. */
    public static String stem(Path log) {
        String name = String.valueOf(log.getFileName());
        return name.substring(0, name.length() - ending(log).length());
    }

    /** From the last dot of its name on. */
    public static String ending(Path log) {
        String name = String.valueOf(log.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    static boolean isCompressed(Path file) {
        return file.toString().endsWith(GZ);
    }

    private static Path plain(Path compressed) {
        String name = String.valueOf(compressed.getFileName());
        return compressed.resolveSibling(name.substring(0, name.length() - GZ.length()));
    }

    /** Bytes of the log in it: a compressed file says so in its last four bytes, up to 4 GB. */
    static long length(Path file) throws IOException {
        if (!isCompressed(file)) {
            return Files.size(file);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.size() < size.capacity()
                    || channel.read(size, channel.size() - size.capacity()) < size.capacity()) {
                throw new EOFException(file + " is not a whole gzip file.");
            }
            return Integer.toUnsignedLong(size.getInt(0));
        }
    }
}
