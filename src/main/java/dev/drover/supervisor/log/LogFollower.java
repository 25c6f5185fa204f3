package dev.drover.supervisor.log;

import dev.drover.childprocess.FileWatcher;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a log file as it grows: indexes every byte and, when somebody listens, hands it on as text.
 * It reads a bounded piece per turn and waits while too many chunks are under way; nothing can be
 * lost by waiting, because the bytes are in the file. A file that was cut is read from 0 again. One
 * that was renamed or replaced is followed all the same, because its service goes on writing to it;
 * the next run begins in the file that has the name then.
 *
 * <p>Turns run on the executor; the other methods may be called by any thread.
 */
final class LogFollower implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int MAX_UNDER_WAY = 8;

    private final LogStream stream;
    private final LogFile file;
    private final @Nullable LogFile combined;
    private final FileWatcher watcher;
    private final Executor executor;
    private final ChunkBudget budget;
    private final LogListener listener;
    private final Runnable waker = this::wake;
    private final AtomicBoolean turnScheduled = new AtomicBoolean();
    private final List<Drain> drains = new ArrayList<>();

    private @Nullable FileChannel channel;
    private FileWatcher.@Nullable Watch watch;
    private @Nullable Object fileKey;
    private long position;
    private long runBegin;
    private int run;
    private int underWay;

    /** True while there is more to read and no room for it. */
    private boolean starved;

    /** True from the first failure to the next success: one is told, not each. */
    private boolean failing;

    private record Drain(long target, Runnable done) {}

    LogFollower(
            LogStream stream,
            LogFile file,
            @Nullable LogFile combined,
            FileWatcher watcher,
            Executor executor,
            ChunkBudget budget,
            LogListener listener) {
        this.stream = stream;
        this.file = file;
        this.combined = combined;
        this.watcher = watcher;
        this.executor = executor;
        this.budget = budget;
        this.listener = listener;
    }

    /**
     * Makes the file if need be and counts what comes from now on to {@code newRun}. Blocks for
     * file work.
     */
    synchronized void beginRun(int newRun) throws IOException {
        PrivateFiles.createFile(file.path());
        if (channel == null || !keyOf(file.path()).equals(fileKey)) {
            if (channel != null) {
                file.index().clear();
            }
            open();
            position = openChannel().size();
            file.followed(true);
        }
        run = newRun;
        runBegin = position;
    }

    /** The same for a run that is under way: its begin is where the index first knows of it. */
    synchronized void resumeRun(int number) throws IOException {
        beginRun(number);
        for (LogIndex.Mark mark : file.index().read()) {
            if (mark.run() == number) {
                runBegin = mark.offset();
                return;
            }
        }
    }

    /** Where the run began in the file, in bytes. */
    synchronized long runBegin() {
        return runBegin;
    }

    /** Up to where the file was read, in bytes. */
    synchronized long position() {
        return position;
    }

    /** Calls {@code done} on the executor once everything that is in the file now was handed on. */
    void drain(Runnable done) {
        synchronized (this) {
            long target = 0;
            try {
                target = channel == null ? 0 : channel.size();
            } catch (IOException e) {
                listener.failed(
                        "The size of the log file " + file.path() + " cannot be read: " + e);
            }
            drains.add(new Drain(target, done));
        }
        wake();
    }

    private void wake() {
        if (turnScheduled.compareAndSet(false, true)) {
            executor.execute(this::turn);
        }
    }

    private void turn() {
        turnScheduled.set(false);
        List<Runnable> drained = new ArrayList<>();
        boolean more = false;
        synchronized (this) {
            try {
                more = channel != null && underWay < MAX_UNDER_WAY && readChunk();
                finishDrains(drained, more);
                failing = false;
            } catch (IOException | RuntimeException e) {
                // The boundary of a turn: whatever is wrong with a log, ends are announced.
                if (!failing) {
                    listener.failed("The log file " + file.path() + " cannot be followed: " + e);
                }
                failing = true;
                drains.forEach(drain -> drained.add(drain.done()));
                drains.clear();
            }
        }
        if (more) {
            wake();
        }
        drained.forEach(Runnable::run);
    }

    /** With chunks still under way the one who takes them wakes us again. */
    private void finishDrains(List<Runnable> drained, boolean more) {
        boolean idle = !more && !starved && underWay < MAX_UNDER_WAY;
        drains.removeIf(
                drain -> {
                    boolean complete = channel == null || position >= drain.target() || idle;
                    if (complete) {
                        drained.add(drain.done());
                    }
                    return complete;
                });
    }

    /** Reads one chunk; true when there may be more. */
    private boolean readChunk() throws IOException {
        FileChannel from = openChannel();
        long size = from.size();
        starved = false;
        if (size < position) {
            restart();
        }
        if (size == position) {
            return false;
        }
        LogFile.Range ours = file.nextOfOurs(position);
        if (ours != null && ours.begin() <= position) {
            position = ours.end();
            return true;
        }
        boolean wantsText = listener.wantsText();
        if (ours == null && combined == null && !wantsText) {
            return skip(from, size);
        }
        if (wantsText && !budget.take(waker)) {
            starved = true;
            return false;
        }
        boolean used = false;
        try {
            used = readText(from, size, ours, wantsText);
        } finally {
            if (wantsText && !used) {
                budget.give();
            }
        }
        return used && position < size;
    }

    /** Reads one chunk and hands it on; false when there was nothing whole. */
    private boolean readText(
            FileChannel from, long size, LogFile.@Nullable Range ours, boolean wantsText)
            throws IOException {
        long limit = ours == null ? CHUNK_BYTES : Math.min(CHUNK_BYTES, ours.begin() - position);
        byte[] bytes = new byte[(int) Math.min(limit, size - position)];
        int length = from.read(ByteBuffer.wrap(bytes), position);
        if (length <= 0) {
            return false;
        }
        int whole = Utf8.wholeCharacters(bytes, length);
        if (whole == 0 || !drains.isEmpty() && position + length >= size) {
            // Nothing more will come that could complete the character, or what is there is not
            // text.
            whole = whole == 0 && drains.isEmpty() && length < 4 ? 0 : length;
        }
        if (whole > 0) {
            take(bytes, whole, wantsText);
        }
        return whole > 0;
    }

    /** Where nobody wants the text the bytes need not be read to be indexed. */
    private boolean skip(FileChannel from, long size) throws IOException {
        byte[] last = new byte[(int) Math.min(4, size - position)];
        from.read(ByteBuffer.wrap(last), size - last.length);
        int whole = drains.isEmpty() ? Utf8.wholeCharacters(last, last.length) : last.length;
        long end = size - (last.length - whole);
        if (end > position) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            file.index().append(new LogIndex.Mark(position, now, run, stream));
            position = end;
        }
        return false;
    }

    private void take(byte[] bytes, int length, boolean wantsText) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        file.index().append(new LogIndex.Mark(position, now, run, stream));
        if (combined != null) {
            combined.append(ByteBuffer.wrap(bytes, 0, length));
        }
        if (wantsText) {
            String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            underWay++;
            listener.wrote(new LogChunk(stream, text, position, length, run, now), this::taken);
        }
        position += length;
    }

    private void taken() {
        boolean full;
        synchronized (this) {
            full = underWay-- >= MAX_UNDER_WAY;
        }
        budget.give();
        if (full) {
            wake();
        }
    }

    private void restart() throws IOException {
        position = 0;
        runBegin = 0;
        file.followed(true);
        file.index().clear();
    }

    private void open() throws IOException {
        closeFile();
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        fileKey = keyOf(file.path());
        watch = watcher.watch(file.path(), this::wake);
    }

    private FileChannel openChannel() throws IOException {
        if (channel == null) {
            throw new IOException("The log file " + file.path() + " is not open.");
        }
        return channel;
    }

    private static Object keyOf(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path : key;
    }

    private void closeFile() throws IOException {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.followed(false);
        closeFile();
    }
}
