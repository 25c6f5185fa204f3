package dev.drover.supervisor.log;

import dev.drover.domain.LogStream;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cursors of all logs of a home, in one mapped file: a page has room for sixteen. Nothing of it
 * is read before the first is asked for. Safe for use by several threads.
 */
final class LogCursors implements Closeable {

    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final long VERSION = 1;

    private final Path file;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private final Map<Long, LogCursor> used = new HashMap<>();
    private final Deque<LogCursor> free = new ArrayDeque<>();
    private @Nullable FileChannel channel;
    private boolean closed;

    LogCursors(Path file) {
        this.file = file;
    }

    /** Names a cursor; ids are used again, so what is kept there may be of an entry before. */
    static long key(int id, LogStream stream) {
        return VERSION << 48 | (id & 0xffffffffL) << 1 | stream.ordinal();
    }

    /** The cursor of this key, with what was committed last under it, or empty. */
    synchronized LogCursor get(long key) throws IOException {
        open();
        LogCursor known = used.get(key);
        if (known != null) {
            return known;
        }
        if (free.isEmpty()) {
            addSegment(segments.size());
        }
        LogCursor next = free.removeFirst();
        used.put(key, next);
        return next;
    }

    /** Forgets what is kept under a key. */
    synchronized void remove(long key) {
        LogCursor cursor = used.remove(key);
        if (cursor != null) {
            cursor.free();
            free.addFirst(cursor);
        }
    }

    /** No cursor is given out any more; those that were still can be written. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }

    private void open() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel == null) {
            channel =
                    PrivateFiles.open(
                            file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            int whole = (int) (channel.size() / SEGMENT_BYTES);
            for (int i = 0; i < whole; i++) {
                addSegment(i);
            }
        }
    }

    /** The disk space is taken first: a page that cannot be kept would end the process. */
    private void addSegment(int number) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("The file " + file + " is not open.");
        }
        long begin = (long) number * SEGMENT_BYTES;
        if (open.size() < begin + SEGMENT_BYTES) {
            ByteBuffer zeros = ByteBuffer.allocate(SEGMENT_BYTES);
            while (zeros.hasRemaining()) {
                open.write(zeros, begin + zeros.position());
            }
        }
        ByteBuffer segment = open.map(FileChannel.MapMode.READ_WRITE, begin, SEGMENT_BYTES);
        segments.add(segment);
        for (int at = 0; at < SEGMENT_BYTES; at += LogCursor.BYTES) {
            LogCursor cursor = new LogCursor(segment, at);
            if (cursor.isFree()) {
                free.addLast(cursor);
            } else {
                used.put(cursor.read().key(), cursor);
            }
        }
    }
}
