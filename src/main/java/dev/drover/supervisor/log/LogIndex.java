package dev.drover.supervisor.log;

import dev.drover.domain.LogStream;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known about the bytes of one log: where each chunk began, when it came, on which stream
 * and in which run. A head, then records of fixed size, in a file of its own; when there are too
 * many, every second one of the older half is dropped, so that what is long ago is known less
 * exactly.
 *
 * <p>Offsets count from the beginning of the log, what was rotated off included: the head says how
 * much that is. So a rotation changes no record, and no offset that somebody was told.
 *
 * <p>Safe for use by several threads.
 */
public final class LogIndex implements AutoCloseable {

    /** Records that are kept at most: 1.5 MiB. */
    static final int MAX_MARKS = 65_536;

    private static final long MAGIC = 0x64726f7665723031L;
    private static final int HEAD_BYTES = 64;
    private static final int RECORD_BYTES = 24;

    /** Records that are read at a time to know about one. */
    private static final int PAGE = 256;

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean closed;
    private long marks;
    private int version;
    private volatile Head head = Head.NEW;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);

    /**
     * One record: a chunk begins.
     *
     * @param offset in the log, in bytes
     * @param at when it was seen, to the microsecond
     * @param run number of the run, from 1
     */
    public record Mark(long offset, Instant at, int run, LogStream stream) {}

    /** What is being done to the file of the log. */
    enum Step {
        NONE,
        /** Its head was copied aside and is being cut off. */
        CUTTING,
        /** It is being renamed aside. */
        MOVING,
        /** It was copied aside and is being renamed to be a spool. */
        SPOOLING,
        /** What was rotated off gets its name. */
        NAMING
    }

    /**
     * What is known about the log as a whole.
     *
     * @param base bytes that were rotated off, so the file begins at this offset
     * @param step of a rotation that is under way
     * @param length bytes that the step takes off
     * @param place on the disk of the first byte that stays, while it is being cut; the inode of
     *     the file, while it becomes a spool
     */
    record Head(long base, Step step, long length, long place) {
        static final Head NEW = new Head(0, Step.NONE, 0, 0);
    }

    private LogIndex(Path file) throws IOException {
        this.file = file;
        // An empty one was begun on a full disk; to read it nothing must be written.
        if (file.toFile().length() > 0) {
            readHead();
        }
    }

    /**
     * Opens the index in {@code file} of a log whose file is {@code size} bytes long by now. A
     * missing index is made with the first record: many a service never writes, and making files
     * takes time.
     */
    public static LogIndex open(Path file, long size) throws IOException {
        LogIndex index = new LogIndex(file);
        index.checkSize(size);
        return index;
    }

    /**
     * Begins anew when the log's file, of this many bytes by now, cannot be the one that was
     * indexed. An index of a log that is in the middle of a rotation must not be judged by that.
     */
    synchronized void checkSize(long size) throws IOException {
        List<Mark> all = head.step() == Step.NONE ? read() : List.of();
        // A log that is shorter than its index was cut while nobody looked: the offsets mean
        // nothing any more.
        if (!all.isEmpty() && all.getLast().offset() >= head.base() + size) {
            clear();
        }
    }

    private void readHead() throws IOException {
        FileChannel open = openChannel();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
        open.read(bytes, 0);
        if (bytes.position() < HEAD_BYTES || bytes.getLong(0) != MAGIC) {
            open.truncate(0);
            return;
        }
        Step step = Step.values()[(int) bytes.getLong(16) % Step.values().length];
        head = new Head(bytes.getLong(8), step, bytes.getLong(24), bytes.getLong(32));
        marks = (open.size() - HEAD_BYTES) / RECORD_BYTES;
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
            if (open.size() == 0) {
                open.write(bytes(head), 0);
            }
        }
        return open;
    }

    /** Bytes that were rotated off: the offset of the first byte in the file. */
    long base() {
        return head.base();
    }

    Head head() {
        return head;
    }

    /**
     * Notes the next step of a rotation; when this returns, the death of the process is harmless.
     */
    synchronized void setHead(Head next) throws IOException {
        openChannel().write(bytes(next), 0);
        head = next;
    }

    /** Adds a record. */
    public synchronized void append(Mark mark) throws IOException {
        if (marks >= MAX_MARKS) {
            keep(thinned(read()));
        }
        write(mark, record);
        openChannel().write(record, HEAD_BYTES + marks * RECORD_BYTES);
        marks++;
    }

    /** Drops every second record of the older half, where it says no more than the one before. */
    private static List<Mark> thinned(List<Mark> all) {
        int half = all.size() / 2;
        List<Mark> kept = new ArrayList<>();
        boolean dropped = true;
        for (Mark mark : all.subList(0, half)) {
            boolean other =
                    kept.isEmpty()
                            || kept.getLast().run() != mark.run()
                            || kept.getLast().stream() != mark.stream();
            if (other || dropped) {
                kept.add(mark);
                dropped = false;
            } else {
                dropped = true;
            }
        }
        kept.addAll(all.subList(half, all.size()));
        int tooMany = kept.size() - all.size() * 7 / 8;
        return tooMany > 0 ? kept.subList(tooMany, kept.size()) : kept;
    }

    /** Forgets everything: the log begins anew. */
    public synchronized void clear() throws IOException {
        head = Head.NEW;
        marks = 0;
        version++;
        if (channel != null) {
            channel.truncate(0);
            channel.write(bytes(head), 0);
        }
    }

    /** All records, in the order of their offsets. */
    public synchronized List<Mark> read() throws IOException {
        return read(0, marks);
    }

    private List<Mark> read(long first, long count) throws IOException {
        if (count == 0) {
            return List.of();
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(count * RECORD_BYTES));
        int read;
        do {
            read = openChannel().read(all, HEAD_BYTES + first * RECORD_BYTES + all.position());
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

    /**
     * Some records.
     *
     * @param marks from the one that a byte belongs to on
     * @param end offset at which the next page begins; of the last page that of its last record
     * @param version of the index as it was read
     */
    record Page(List<Mark> marks, long end, int version) {
        static final Page NONE = new Page(List.of(), Long.MIN_VALUE, -1);
    }

    /** The records from the one that this byte belongs to on; none when it is before all. */
    synchronized Page page(long offset) throws IOException {
        long first = firstWhere(mark -> mark.offset() > offset) - 1;
        if (first < 0) {
            return Page.NONE;
        }
        List<Mark> page = read(first, Math.min(PAGE, marks - first));
        long next = first + page.size();
        long end = next < marks ? read(next, 1).getFirst().offset() : page.getLast().offset();
        return new Page(page, end, version);
    }

    /** True while a page says what the index says. */
    synchronized boolean isValid(Page page) {
        return page.version() == version;
    }

    /** The first record, when there is one. */
    synchronized Optional<Mark> first() throws IOException {
        return marks == 0 ? Optional.empty() : Optional.of(read(0, 1).getFirst());
    }

    /** The first record of this time or later, when there is one. */
    synchronized Optional<Mark> firstFrom(Instant at) throws IOException {
        long first = firstWhere(mark -> !mark.at().isBefore(at));
        return first == marks ? Optional.empty() : Optional.of(read(first, 1).getFirst());
    }

    /** The first record for which a condition holds that holds for all after it, too. */
    private long firstWhere(Predicate<Mark> condition) throws IOException {
        long low = 0;
        long high = marks;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (condition.test(read(middle, 1).getFirst())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The number of the newest run in it; 0 when it is empty. */
    public synchronized int lastRun() throws IOException {
        if (marks == 0) {
            return 0;
        }
        record.clear();
        openChannel().read(record, HEAD_BYTES + (marks - 1) * RECORD_BYTES);
        return record.getInt(16);
    }

    /** When the first byte that is still in the file came, as far as known. */
    synchronized Optional<Instant> begin() throws IOException {
        if (marks == 0) {
            return Optional.empty();
        }
        long first = firstWhere(mark -> mark.offset() > head.base()) - 1;
        return Optional.of(read(Math.max(0, first), 1).getFirst().at());
    }

    private void keep(List<Mark> kept) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(HEAD_BYTES + kept.size() * RECORD_BYTES);
        all.put(bytes(head));
        ByteBuffer one = ByteBuffer.allocate(RECORD_BYTES);
        for (Mark mark : kept) {
            write(mark, one);
            all.put(one);
        }
        openChannel().close();
        channel = null;
        PrivateFiles.replace(file, all.array());
        marks = kept.size();
        version++;
    }

    private static ByteBuffer bytes(Head head) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
        bytes.putLong(0, MAGIC);
        bytes.putLong(8, head.base());
        bytes.putLong(16, head.step().ordinal());
        bytes.putLong(24, head.length());
        bytes.putLong(32, head.place());
        return bytes;
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
