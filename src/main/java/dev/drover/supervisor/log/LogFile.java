package dev.drover.supervisor.log;

import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * One log file and its index, shared by everything that reads or writes it here. The lock of this
 * object orders writes of ours against a follower's look at the size.
 */
final class LogFile implements AutoCloseable {

    private final Path path;
    private final LogIndex index;
    private final Deque<Range> ours = new ArrayDeque<>();
    private @Nullable FileChannel appender;
    private boolean followed;

    /** Bytes {@code [begin, end)} of the file. */
    record Range(long begin, long end) {}

    LogFile(Path path, Path indexFile) throws IOException {
        PrivateFiles.createFile(path);
        this.path = path;
        this.index = LogIndex.open(indexFile, Files.size(path));
    }

    Path path() {
        return path;
    }

    LogIndex index() {
        return index;
    }

    /**
     * Says whether a follower reads the file, which then must be told what was not written by its
     * service.
     */
    synchronized void followed(boolean value) {
        followed = value;
        ours.clear();
    }

    /**
     * Appends bytes in one piece.
     *
     * @return where they begin
     */
    synchronized long append(ByteBuffer bytes) throws IOException {
        FileChannel channel = appender;
        if (channel == null) {
            channel =
                    PrivateFiles.openLog(
                            path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND));
            appender = channel;
        }
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        long end = channel.position();
        if (followed) {
            ours.addLast(new Range(end - length, end));
        }
        return end - length;
    }

    /**
     * The next bytes go to the file that has the name now, should the one so far have been renamed.
     */
    synchronized void reopen() throws IOException {
        if (appender != null) {
            appender.close();
            appender = null;
        }
    }

    /** The next range at or after {@code position} that we wrote ourselves, or null. */
    synchronized @Nullable Range nextOfOurs(long position) {
        while (!ours.isEmpty() && ours.getFirst().end() <= position) {
            ours.removeFirst();
        }
        return ours.peekFirst();
    }

    @Override
    public synchronized void close() throws IOException {
        index.close();
        if (appender != null) {
            appender.close();
        }
    }
}
