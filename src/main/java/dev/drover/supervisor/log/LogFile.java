package dev.drover.supervisor.log;

import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One log and its index, shared by everything that reads or writes it here. The lock of this object
 * orders writes of ours and rotations against a look at the size. Offsets count from the beginning
 * of the log, what was rotated off included.
 */
final class LogFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;

    /** True for {@code /dev/null} and {@code NULL}: what comes is counted and not kept. */
    private final boolean discards;

    private final LogIndex index;
    private final Deque<Range> ours = new ArrayDeque<>();
    private @Nullable FileChannel appender;
    private @Nullable LogFollower follower;
    private long expectedEnd;
    private long inode;
    private long lookedNanos;
    private volatile long maxBytes = Long.MAX_VALUE;

    /** Bytes {@code [begin, end)} of the log. */
    record Range(long begin, long end) {}

    /** Takes the first bytes off the file. */
    @FunctionalInterface
    interface Cut {
        void cut(long length) throws IOException;
    }

    /** Makes no file; finishes a rotation in whose middle a supervisor was killed. */
    LogFile(Path path, Path indexFile) throws IOException {
        this.path = path;
        this.discards = ProcessLogs.isOff(path);
        this.index = LogIndex.open(indexFile, discards ? 0 : path.toFile().length());
        if (!discards) {
            Rotation.recover(path, index);
        }
    }

    Path path() {
        return path;
    }

    /** True when nothing is kept of what comes: it only goes to those who listen. */
    boolean discards() {
        return discards;
    }

    LogIndex index() {
        return index;
    }

    /** The offset at which the file begins. */
    long base() {
        return index.base();
    }

    /** The size from which on {@link #isDue} says so. */
    void limit(long bytes) {
        maxBytes = bytes;
    }

    /** True when a log whose file has this size should be rotated. */
    boolean isDue(long size) {
        return size >= maxBytes && !discards;
    }

    /**
     * Says who follows the file, which then must be told what was not written by its service; null
     * when nobody does, so that all that is written here is written by us.
     */
    synchronized void followed(@Nullable LogFollower by) {
        follower = by;
        ours.clear();
    }

    synchronized @Nullable LogFollower follower() {
        return follower;
    }

    /** Adds to the index. A log whose index cannot be written is still a log. */
    void mark(LogIndex.Mark mark) {
        if (discards) {
            return;
        }
        try {
            index.append(mark);
        } catch (IOException e) {
            LOG.debug("The index of {} misses a record.", path, e);
        }
    }

    private FileChannel appender() throws IOException {
        FileChannel channel = appender;
        long now = System.nanoTime();
        if (channel != null && follower == null && now - lookedNanos > LOOK_NANOS) {
            lookedNanos = now;
            if (!Inodes.is(path, inode)) {
                // Deleted, or renamed by somebody: what comes belongs into the file of that name.
                reopen();
                channel = null;
            }
        }
        if (channel == null) {
            channel =
                    PrivateFiles.openLog(
                            path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND));
            appender = channel;
            inode = Inodes.of(path);
            lookedNanos = now;
            expectedEnd = 0;
        }
        return channel;
    }

    /** Where the next byte of ours would be. Makes the file if it is missing. */
    synchronized long end() throws IOException {
        if (discards) {
            return expectedEnd;
        }
        long size = appender().size();
        if (index.base() + size < expectedEnd && follower == null) {
            // Emptied by somebody: the log begins anew.
            index.clear();
        }
        expectedEnd = index.base() + size;
        return expectedEnd;
    }

    /** As {@link #end}, or {@code otherwise} while the file cannot be used. */
    long endOr(long otherwise) {
        try {
            return end();
        } catch (IOException _) {
            // Whoever writes to it next says so.
            return otherwise;
        }
    }

    /**
     * Appends bytes in one piece, or not at all as far as that can be had.
     *
     * @return where they begin
     */
    synchronized long append(ByteBuffer bytes) throws IOException {
        long begin = end();
        if (discards) {
            expectedEnd = begin + bytes.remaining();
            return begin;
        }
        FileChannel channel = appender();
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            cutTo(begin);
            throw e;
        }
        long end = index.base() + channel.position();
        expectedEnd = end;
        if (follower != null) {
            ours.addLast(new Range(end - length, end));
        }
        return end - length;
    }

    /** Takes back what we wrote from {@code end} on; not while a service writes too. */
    synchronized void cutTo(long end) throws IOException {
        if (discards) {
            return;
        }
        FileChannel channel = appender();
        if (follower == null && index.base() + channel.size() > end && end >= index.base()) {
            channel.truncate(end - index.base());
            expectedEnd = end;
        }
    }

    /**
     * The next bytes go to the file that has the name now, should the one so far have been renamed.
     */
    synchronized void reopen() throws IOException {
        FileChannel open = appender;
        if (open != null) {
            appender = null;
            open.close();
            if (follower == null && !Inodes.is(path, inode)) {
                index.clear();
            }
        }
    }

    /**
     * Puts the file aside, where only we write to it, and begins a new one.
     *
     * @return false when there is nothing to put aside
     */
    synchronized boolean moveAside(Rotation rotation) throws IOException {
        if (discards || Files.notExists(path) || Files.size(path) == 0) {
            return false;
        }
        if (appender != null) {
            appender.close();
            appender = null;
        }
        rotation.moveAside(path, index);
        PrivateFiles.createFile(path);
        return true;
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
