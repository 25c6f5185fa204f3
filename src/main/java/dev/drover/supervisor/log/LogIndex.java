package dev.drover.supervisor.log;

import dev.drover.domain.LogStream;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is known about the bytes of one log file: where each chunk began, when it came, on which
 * stream and in which run. Records of fixed size in a file of its own; when there are too many, the
 * older half is dropped.
 *
 * <p>Safe for use by several threads.
 */
public final class LogIndex implements AutoCloseable {

    /** Records that are kept at most: 1.5 MiB. */
    static final int MAX_MARKS = 65_536;

    private static final int RECORD_BYTES = 24;

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean closed;
    private long marks;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);

    /**
     * One record: a chunk begins.
     *
     * @param offset in the log file, in bytes
     * @param at when it was seen, to the microsecond
     * @param run number of the run, from 1
     */
    public record Mark(long offset, Instant at, int run, LogStream stream) {}

    private LogIndex(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            marks = openChannel().size() / RECORD_BYTES;
        }
    }

    /**
     * Opens the index in {@code file} of a log that is {@code logSize} bytes long by now. A missing
     * file is made with the first record: many a service never writes, and making files takes time.
     */
    public static LogIndex open(Path file, long logSize) throws IOException {
        LogIndex index = new LogIndex(file);
        List<Mark> marks = index.read();
        // A log that is shorter than its index was cut while nobody looked: the offsets mean
        // nothing any more.
        if (!marks.isEmpty() && marks.getLast().offset() >= logSize) {
            index.clear();
        }
        return index;
    }

    private FileChannel openChannel() throws IOException {
        FileChannel open = channel;
        if (closed) {
            throw new ClosedChannelException();
        }
        if (open == null) {
            open =
                    PrivateFiles.open(
                            file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            channel = open;
        }
        return open;
    }

    /** Adds a record. */
    public synchronized void append(Mark mark) throws IOException {
        if (marks >= MAX_MARKS) {
            dropOlderHalf();
        }
        write(mark, record);
        openChannel().write(record, marks * RECORD_BYTES);
        marks++;
    }

    /** Forgets everything: the log begins anew. */
    public synchronized void clear() throws IOException {
        if (channel != null) {
            channel.truncate(0);
        }
        marks = 0;
    }

    /** All records, in the order of their offsets. */
    public synchronized List<Mark> read() throws IOException {
        if (marks == 0) {
            return List.of();
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(marks * RECORD_BYTES));
        int read;
        do {
            read = openChannel().read(all, all.position());
        } while (read > 0);
        all.flip();
        List<Mark> result = new ArrayList<>();
        while (all.remaining() >= RECORD_BYTES) {
            long offset = all.getLong();
            Instant at = Instant.EPOCH.plus(all.getLong(), ChronoUnit.MICROS);
            int run = all.getInt();
            LogStream stream = all.getInt() == 0 ? LogStream.OUT : LogStream.ERR;
            result.add(new Mark(offset, at, run, stream));
        }
        return result;
    }

    /** The number of the newest run in it; 0 when it is empty. */
    public synchronized int lastRun() throws IOException {
        if (marks == 0) {
            return 0;
        }
        record.clear();
        openChannel().read(record, (marks - 1) * RECORD_BYTES);
        return record.getInt(16);
    }

    private void dropOlderHalf() throws IOException {
        List<Mark> all = read();
        List<Mark> kept = all.subList(all.size() / 2, all.size());
        ByteBuffer bytes = ByteBuffer.allocate(kept.size() * RECORD_BYTES);
        ByteBuffer one = ByteBuffer.allocate(RECORD_BYTES);
        for (Mark mark : kept) {
            write(mark, one);
            bytes.put(one);
        }
        openChannel().close();
        channel = null;
        PrivateFiles.replace(file, bytes.array());
        marks = kept.size();
    }

    private static void write(Mark mark, ByteBuffer to) {
        to.clear();
        to.putLong(mark.offset());
        to.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, mark.at()));
        to.putInt(mark.run());
        to.putInt(mark.stream().ordinal());
        to.flip();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }
}
