package dev.drover.logfile;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one log by their offset, from its oldest rotated file to its end. A rotation that
 * happens meanwhile changes nothing for the reader. For one thread.
 */
final class LogBytes implements Closeable {

    private final LogFileSource source;
    private final Inflated inflated;
    private @Nullable FileChannel present;
    private long base;
    private List<Archive> archives = List.of();

    /** A rotated file: bytes {@code [begin, end)} of the log. */
    record Archive(Path file, long begin, long end, Instant modified) {}

    LogBytes(LogFileSource source, Inflated inflated) throws IOException {
        this.source = source;
        this.inflated = inflated;
        synchronized (source.lock()) {
            open();
        }
    }

    private void open() throws IOException {
        close();
        base = source.base();
        archives = archives(source.path(), base);
        try {
            present =
                    Files.isRegularFile(source.path())
                            ? FileChannel.open(source.path(), StandardOpenOption.READ)
                            : null;
        } catch (NoSuchFileException _) {
            present = null;
        }
    }

    private static List<Archive> archives(Path log, long base) throws IOException {
        List<Archive> found = new ArrayList<>();
        long end = base;
        for (Path file : ArchiveFiles.of(log).reversed()) {
            long begin = end - ArchiveFiles.length(file);
            FileTime modified = Files.getLastModifiedTime(file);
            found.add(new Archive(file, begin, end, modified.toInstant()));
            end = begin;
        }
        return found.reversed();
    }

    /** The rotated files, oldest first. */
    List<Archive> archives() {
        return archives;
    }

    /** The offset at which the present file begins. */
    long base() {
        return base;
    }

    /** The offset of the oldest byte. */
    long first() {
        return archives.isEmpty() ? base : archives.getFirst().begin();
    }

    /** The offset after the newest byte. */
    long last() throws IOException {
        synchronized (source.lock()) {
            follow();
            FileChannel open = present;
            return base + (open == null ? 0 : open.size());
        }
    }

    /** Looks at the file anew when it was rotated since. */
    private void follow() throws IOException {
        if (source.base() != base) {
            open();
        }
    }

    /**
     * Reads what is there from an offset on until the buffer is full.
     *
     * @return the bytes read; fewer than there is room for only at the end of the log
     */
    int read(long offset, ByteBuffer to) throws IOException {
        int before = to.position();
        int read;
        do {
            read = readSome(offset + to.position() - before, to);
        } while (read > 0 && to.hasRemaining());
        return to.position() - before;
    }

    private int readSome(long offset, ByteBuffer to) throws IOException {
        synchronized (source.lock()) {
            follow();
            FileChannel open = present;
            if (offset >= base) {
                return open == null ? -1 : open.read(to, offset - base);
            }
        }
        for (Archive archive : archives) {
            if (offset >= archive.begin() && offset < archive.end()) {
                return read(archive, offset, to);
            }
        }
        return -1;
    }

    private int read(Archive archive, long offset, ByteBuffer to) throws IOException {
        int limit = to.limit();
        to.limit((int) Math.min(limit, to.position() + archive.end() - offset));
        try {
            long position = offset - archive.begin();
            if (ArchiveFiles.isCompressed(archive.file())) {
                return inflated.read(archive.file(), position, to);
            }
            try (FileChannel channel = FileChannel.open(archive.file(), StandardOpenOption.READ)) {
                return channel.read(to, position);
            }
        } finally {
            to.limit(limit);
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = present;
        present = null;
        if (open != null) {
            open.close();
        }
    }
}
